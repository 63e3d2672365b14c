package dev.hiper.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Couples the pace of a channel with that of transfers, in both directions:
 *
 * <ul>
 *   <li>a download rests while the channel it is written to is not writable;
 *   <li>the channel is not read from while the upload that it feeds has enough.
 * </ul>
 *
 * <p>When the channel closes, the download is cancelled and the upload fails. One per channel, kept at
 * the front of its pipeline; serves one download and one upload at a time, the latest that were given.
 */
public final class Backpressure extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private @Nullable Fetch download;
    private @Nullable UploadQueue upload;

    private Backpressure(Channel channel) {
        this.channel = channel;
    }

    /** The one of {@code channel}; put into its pipeline at the first call. */
    public static Backpressure of(Channel channel) {
        Backpressure known = channel.pipeline().get(Backpressure.class);
        if (known == null) {
            known = new Backpressure(channel);
            channel.pipeline().addFirst(known);
        }
        return known;
    }

    /** From now on {@code fetch} follows the writability of the channel. Any thread. */
    public void download(Fetch fetch) {
        inLoop(() -> {
            download = fetch;
            if (!channel.isActive()) {
                fetch.cancel(false);
            } else if (!channel.isWritable()) {
                fetch.pause();
            }
        });
    }

    /** From now on the channel reads only while {@code queue} is writable. Any thread. */
    public void upload(UploadQueue queue) {
        inLoop(() -> {
            upload = queue;
            if (!channel.isActive()) {
                queue.fail();
            } else {
                queue.onWritability(writable -> channel.config().setAutoRead(writable));
            }
        });
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Fetch fetch = download;
        if (fetch != null) {
            if (fetch.isDone()) {
                download = null;
            } else if (channel.isWritable()) {
                fetch.resume();
            } else {
                fetch.pause();
            }
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Fetch fetch = download;
        UploadQueue queue = upload;
        download = null;
        upload = null;
        if (fetch != null) {
            fetch.cancel(false);
        }
        if (queue != null) {
            queue.fail();
        }
        context.fireChannelInactive();
    }

    private void inLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }
}
