package dev.hiper.netty;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
final class LeakWatchTest {
    @Test
    void bufferThatNobodyReleasesIsReported() {
        ByteBufAllocator.DEFAULT.directBuffer(1000).writeByte(1);
        assertFalse(LeakWatch.provoke().isEmpty());
        LeakWatch.forget();
    }
}
