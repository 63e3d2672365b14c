package dev.hiper.internal.multi;

import dev.hiper.internal.filter.PollSet;
import dev.hiper.spi.TransportSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What becomes of one socket among others that are being read from. The application is told, and does nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SocketRegistryBenchmark {
    /** How many others there are. */
    @Param({"10", "10000"})
    public int others;

    private final Application application = new Application();
    private final SocketRegistry registry = new SocketRegistry(application);
    private final Transfer newcomer = new Transfer(new Identity());
    private Transfer[] transfers = new Transfer[0];
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        transfers = new Transfer[others];
        for (int i = 0; i < others; i++) {
            transfers[i] = new Transfer(new Identity());
            registry.update(transfers[i], transfers[i].reading);
        }
    }

    private Transfer another() {
        Transfer transfer = transfers[next];
        next = next + 1 == others ? 0 : next + 1;
        return transfer;
    }

    /** As for every event that the application reports. */
    @Benchmark
    public @Nullable Object find() {
        return registry.find(another().socket);
    }

    /** A transfer ran and wants what it wanted before: what is usual. */
    @Benchmark
    public int unchanged() {
        Transfer transfer = another();
        registry.update(transfer, transfer.reading);
        return application.told;
    }

    /** A transfer wants to write as well, and then no more. */
    @Benchmark
    public int changeInterest() {
        Transfer transfer = another();
        registry.update(transfer, transfer.writing);
        registry.update(transfer, transfer.reading);
        return application.told;
    }

    /** A socket is connected, read from, and left. */
    @Benchmark
    public int addAndRemove() {
        registry.update(newcomer, newcomer.writing);
        registry.update(newcomer, newcomer.reading);
        registry.leave(newcomer);
        return application.told;
    }

    private static final class Application implements SocketRegistry.Listener {
        int told;

        @Override
        public boolean watching() {
            return true;
        }

        @Override
        public void onSocket(SocketUser user, TransportSocket socket, int what, @Nullable Object attachment) {
            told += what;
        }
    }

    private static final class Transfer implements SocketUser {
        final TransportSocket socket;
        final PollSet reading = new PollSet();
        final PollSet writing = new PollSet();
        private final PollSet told = new PollSet();

        Transfer(TransportSocket socket) {
            this.socket = socket;
            reading.set(socket, PollSet.IN);
            writing.set(socket, PollSet.INOUT);
        }

        @Override
        public PollSet told() {
            return told;
        }

        @Override
        public void onReady() {}
    }

    /** All that the registry needs of a socket is which one it is. */
    private static final class Identity implements TransportSocket {
        @Override
        public boolean connect(SocketAddress remote) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean finishConnect() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer destination) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shutdownOutput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public @Nullable SocketAddress remoteAddress() {
            return null;
        }

        @Override
        public @Nullable SocketAddress localAddress() {
            return null;
        }
    }
}
