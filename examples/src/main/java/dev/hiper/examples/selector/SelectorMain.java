package dev.hiper.examples.selector;

import dev.hiper.Easy;
import dev.hiper.EasyInfo;
import dev.hiper.EasyOption;
import dev.hiper.Multi;
import dev.hiper.MultiOption;
import dev.hiper.PollAction;
import dev.hiper.Readiness;
import dev.hiper.TransferFailure;
import dev.hiper.TransferMessage;
import dev.hiper.WriteResult;
import dev.hiper.spi.ChannelSocket;
import dev.hiper.spi.TransportSocket;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Fetches URLs in parallel, on one thread, with nothing but the JDK's {@link Selector}. The engine opens, reads and
 * writes its sockets, but it never waits: it says which sockets to watch and when to call it again, and this program
 * waits. The eight steps are those of every program around a multi.
 */
public final class SelectorMain {
    private static final String HELP = "Usage: selector URL...\nFetches all at once and prints a line for each.\n"
            + "Exit status: 0 if all went well, whatever their HTTP status; 1 if not; 2 for wrong usage.";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector = Selector.open();
    private boolean timerSet;
    private long timerAt;

    private SelectorMain() throws IOException {}

    public static void main(String[] args) throws IOException {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) throws IOException {
        if (args.length == 0 || args[0].startsWith("-")) {
            out.println(HELP);
            return args.length > 0 && args[0].equals("--help") ? 0 : 2;
        }
        return new SelectorMain().fetch(args, out) ? 0 : 1;
    }

    private boolean fetch(String[] urls, PrintStream out) throws IOException {
        // 1. Create the engine. Leaving this block is step 8.
        try (selector;
                Multi multi = Multi.create()) {
            // 2. Say who watches sockets, and who keeps the timer. Answers of the name service end the waiting, too.
            multi.set(MultiOption.SOCKETFUNCTION, this::onSocket);
            multi.set(MultiOption.TIMERFUNCTION, this::onTimer);
            multi.set(MultiOption.WAKEUPFUNCTION, selector::wakeup);

            // 3. Add the transfers. Nothing is sent yet; the engine sets its timer to 0, which starts the loop.
            for (String url : urls) {
                Easy easy = Easy.create().set(EasyOption.URL, url).set(EasyOption.PRIVATE, url);
                multi.add(easy.set(EasyOption.WRITEFUNCTION, (sender, data) -> WriteResult.ACCEPTED));
            }

            int failed = 0;
            while (multi.running() > 0) {
                // 4. Wait until a socket is ready, the timer is due, or another thread has an answer.
                long nanos = timerSet ? timerAt - System.nanoTime() : Long.MAX_VALUE;
                if (nanos > 0) {
                    selector.select(nanos / NANOS_PER_MILLI + 1); // Rounded up: too early would mean spinning.
                } else {
                    selector.selectNow();
                }

                // 5. Tell the engine: each ready socket, then the time. The second call serves a due timer and a
                // wake-up;
                // without them it costs next to nothing. It sets the timer anew, so ours is forgotten first.
                selector.selectedKeys().forEach(key -> onReady(multi, key));
                selector.selectedKeys().clear();
                timerSet = false;
                multi.timeoutAction();

                // 6. Ask which transfers ended, until there are no more: one call may end several.
                for (TransferMessage done = multi.infoRead(); done != null; done = multi.infoRead()) {
                    out.println(describe(done.easy(), done.failure()));
                    failed += done.failure() == null ? 0 : 1;

                    // 7. Take the transfer out. Its connection stays with the engine, for the next one.
                    multi.remove(done.easy());
                }
            }
            return failed == 0;
        } // 8. Close the engine, and so the connections that were kept; their sockets leave the selector now.
    }

    private static void onReady(Multi multi, SelectionKey key) {
        if (!key.isValid()) {
            return; // Closed a moment ago, in the work for another socket.
        }
        int readiness =
                (key.isReadable() ? Readiness.IN : 0) | (key.isWritable() || key.isConnectable() ? Readiness.OUT : 0);
        multi.socketAction((TransportSocket) key.attachment(), readiness);
        // The engine tells changes only, and for it connected is writable: OUT may simply have stayed OUT.
        if (key.isValid() && (key.interestOps() & SelectionKey.OP_CONNECT) != 0) {
            key.interestOps(operations((SocketChannel) key.channel(), key.interestOps()));
        }
    }

    /** The engine wants to be told other things about {@code socket} than before. */
    private int onSocket(@Nullable Easy easy, TransportSocket socket, PollAction what, @Nullable Object attachment) {
        SocketChannel channel = ((ChannelSocket) socket).channel();
        int wanted = (what.in() ? SelectionKey.OP_READ : 0) | (what.out() ? SelectionKey.OP_WRITE : 0);
        try {
            if (channel.isOpen()) { // The JDK has closed a channel that failed to connect.
                // Registering again changes the key. After REMOVE it stays, idle: it may be wanted again later.
                channel.register(selector, operations(channel, wanted), socket);
            }
            return 0;
        } catch (ClosedChannelException e) {
            throw new IllegalStateException(e); // Ends all transfers.
        }
    }

    /** A selector knows two ways of being writable: before a channel is connected, and after. */
    private static int operations(SocketChannel channel, int wanted) {
        int out = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;
        int now = channel.isConnected() ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
        return (wanted & out) == 0 ? wanted : (wanted & ~out) | now;
    }

    /** The engine wants to be called in so many milliseconds; 0 is soon, -1 is not at all. */
    private int onTimer(Multi multi, long timeoutMillis) {
        timerSet = timeoutMillis >= 0;
        timerAt = System.nanoTime() + timeoutMillis * NANOS_PER_MILLI;
        return 0;
    }

    private static String describe(Easy easy, @Nullable TransferFailure failure) {
        if (failure != null) {
            String result = failure.result() + " (" + failure.result().code() + "): ";
            return "failed  " + easy.info(EasyInfo.PRIVATE) + "  " + result + failure.message();
        }
        String time = easy.info(EasyInfo.TOTAL_TIME_T) / 1000 + " ms  ";
        return easy.info(EasyInfo.RESPONSE_CODE) + "  " + easy.info(EasyInfo.SIZE_DOWNLOAD_T) + " bytes in " + time
                + easy.info(EasyInfo.EFFECTIVE_URL);
    }
}
