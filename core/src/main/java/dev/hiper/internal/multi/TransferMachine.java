package dev.hiper.internal.multi;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.connect.Admission;
import dev.hiper.internal.connect.ChainAssembly;
import dev.hiper.internal.connect.CloseReason;
import dev.hiper.internal.connect.ConnectOptions;
import dev.hiper.internal.connect.Connection;
import dev.hiper.internal.connect.ConnectionIdentity;
import dev.hiper.internal.connect.ConnectionPool;
import dev.hiper.internal.filter.Step;
import dev.hiper.internal.filter.Timer;
import dev.hiper.internal.tls.TlsFilter;
import dev.hiper.internal.transfer.Exchange;
import dev.hiper.internal.transfer.Leg;
import dev.hiper.internal.transfer.Protocol;
import dev.hiper.internal.transfer.Session;
import dev.hiper.internal.transfer.Transfer;
import dev.hiper.internal.transfer.TransferInfo;
import dev.hiper.internal.transfer.TransferState;
import org.jspecify.annotations.Nullable;

/**
 * Moves one transfer from state to state. {@link #run} is one run of the contract: step after step while a step asks for it.
 * The one place that catches {@link TransferException}, and the one that attaches and detaches connections.
 */
final class TransferMachine {
    private final Engine engine;
    private final ConnectionPool pool;
    private final ChainAssembly chains;
    private final Protocols protocols;

    TransferMachine(Engine engine, ConnectionPool pool, Protocols protocols) {
        this.engine = engine;
        this.pool = pool;
        this.chains = new ChainAssembly(engine);
        this.protocols = protocols;
    }

    /** Runs {@code member} until it can only wait. */
    void run(Member member) {
        Transfer transfer = member.transfer;
        Step step;
        do {
            if (engine.connectionChanged()) {
                engine.moveOnePending();
            }
            try {
                step = next(member);
                progress(transfer);
                if (step == Step.BLOCKED && isBeforeRequest(transfer)) {
                    transfer.checkTime();
                }
            } catch (TransferException problem) {
                fail(transfer, problem);
                step = Step.CONTINUE;
            }
        } while (step == Step.CONTINUE);
        if (transfer.state() != TransferState.COMPLETED) {
            transfer.touch();
        }
    }

    /** Ends a member from outside, without a result (A10, A11, A13). */
    void abandon(Member member) {
        Transfer transfer = member.transfer;
        if (transfer.state() == TransferState.COMPLETED) {
            Connection kept = transfer.connection();
            if (kept != null) {
                kept.doNotReuse(CloseReason.CONNECT_ONLY_ENDED);
                transfer.detach();
                pool.release(kept, false, true, engine.nowNanos());
            }
            return;
        }
        try {
            letGo(member, true);
        } catch (TransferException ignoredByContract) {
            // A10: what the last callbacks of a removed transfer say has no reader.
            if (transfer.tracing()) {
                transfer.trace("removed: " + ignoredByContract.getMessage());
            }
        }
        transfer.output().discard();
        transfer.body().closeForm();
        if (transfer.state() != TransferState.DONE) {
            transfer.transition(TransferState.DONE, "removed");
        }
        transfer.transition(TransferState.COMPLETED, "removed");
    }

    private Step next(Member member) throws TransferException {
        Transfer transfer = member.transfer;
        TransferState state = transfer.state();
        if (state != TransferState.DONE && state != TransferState.COMPLETED) {
            if (engine.dead()) {
                throw new TransferException(
                        ResultCode.ABORTED_BY_CALLBACK, "A socket or timer callback ended the multi handle");
            }
            if (transfer.result() != ResultCode.OK) {
                transfer.transition(TransferState.DONE, "failed while pausing");
                return Step.CONTINUE;
            }
            if (state != TransferState.INIT) {
                transfer.checkTime();
            }
        }
        return switch (state) {
            case INIT -> init(transfer);
            case PENDING -> Step.BLOCKED;
            case CONNECT -> connect(member);
            case CONNECTING -> connecting(transfer);
            case SENDING -> sending(transfer);
            case PERFORMING -> performing(transfer);
            case RATE_LIMITED -> rateLimited(transfer);
            case DONE -> done(member);
            case COMPLETED -> Step.DONE;
        };
    }

    private Step init(Transfer transfer) throws TransferException {
        transfer.start();
        transfer.client().started();
        protocol(transfer).start(transfer);
        engine.dns().preload(transfer.config().connect().resolve(), engine.nowNanos());
        transfer.body().open(transfer.config().request());
        transfer.transition(TransferState.CONNECT, "set up");
        return Step.CONTINUE;
    }

    private Protocol protocol(Transfer transfer) throws TransferException {
        Protocol known = transfer.protocol();
        if (known == null) {
            known = protocols.of(transfer.config());
            transfer.use(known);
        }
        return known;
    }

    private Step connect(Member member) throws TransferException {
        Transfer transfer = member.transfer;
        ConnectOptions options = transfer.leg().connect();
        ConnectionIdentity wanted = transfer.leg().identity();
        boolean mayReuse = options.connectOnly() == 0 && (transfer.followUp() || !options.freshConnect());
        Connection found = mayReuse ? pool.find(wanted, options, transfer.fit(), engine.nowNanos()) : null;
        if (found != null) {
            transfer.cancel(Timer.CONNECT_TIMEOUT);
            transfer.attach(found, true);
            noteAddresses(transfer, found);
            noteTls(transfer, found);
            transfer.transition(TransferState.SENDING, "reused connection");
            engine.moveOnePending();
            return Step.CONTINUE;
        }
        // A limit that an internal transfer waited for might be taken up by the one that waits for it.
        if (pool.admit(wanted, engine.nowNanos()) == Admission.WAIT && !member.internal()) {
            transfer.armConnectTimeout();
            engine.park(member);
            transfer.transition(TransferState.PENDING, "no connection slot");
            return Step.BLOCKED;
        }
        Connection fresh = pool.open(
                wanted,
                chains.assemble(wanted, options, engine.nowNanos()),
                options.connectOnly() > 0,
                engine.nowNanos());
        transfer.attach(fresh, false);
        transfer.armConnectTimeout();
        transfer.transition(TransferState.CONNECTING, "new connection");
        return Step.CONTINUE;
    }

    private Step connecting(Transfer transfer) throws TransferException {
        if (transfer.receivePaused()) {
            return Step.BLOCKED;
        }
        Connection connection = transfer.attached();
        Step step;
        try {
            step = connection.connect(transfer);
        } catch (TransferException problem) {
            return otherWay(transfer, connection, problem);
        } finally {
            noteTls(transfer, connection);
        }
        if (step != Step.DONE) {
            return Step.BLOCKED;
        }
        transfer.cancel(Timer.CONNECT_TIMEOUT);
        transfer.cancel(Timer.HAPPY_EYEBALLS);
        noteAddresses(transfer, connection);
        transfer.transition(TransferState.SENDING, "connected");
        return Step.CONTINUE;
    }

    /** An alternative that fails is no failure of the transfer: the origin itself is next (T126). */
    private Step otherWay(Transfer transfer, Connection connection, TransferException problem)
            throws TransferException {
        Leg direct = transfer.leg().direct();
        Session session = transfer.session();
        if (direct == null || session == null) {
            throw problem;
        }
        session.detourFailed();
        connection.doNotReuse(CloseReason.FAILED);
        giveBack(transfer, connection, true);
        transfer.beginLeg(direct);
        transfer.transition(TransferState.CONNECT, "the alternative service failed");
        return Step.CONTINUE;
    }

    private Step sending(Transfer transfer) throws TransferException {
        Connection connection = transfer.attached();
        boolean connectOnly = transfer.config().connect().connectOnly() > 0;
        if (!connectOnly && !protocol(transfer).ready(transfer)) {
            return Step.BLOCKED;
        }
        if (!transfer.client().prereq(connection.remoteAddress(), connection.localAddress())) {
            throw new TransferException(
                    ResultCode.ABORTED_BY_CALLBACK,
                    "The prereq callback refused the request",
                    transfer.client().thrown());
        }
        if (connectOnly) {
            transfer.transition(TransferState.DONE, "connect only");
            return Step.CONTINUE;
        }
        Exchange exchange = protocol(transfer).exchange(transfer);
        transfer.use(exchange);
        try {
            exchange.begin();
        } catch (TransferException problem) {
            return retryOrThrow(transfer, problem);
        }
        transfer.markPreTransfer();
        transfer.transition(TransferState.PERFORMING, "request written");
        transfer.checkSpeed();
        // The answer takes a while, but bytes that TLS has decoded already announce themselves to nobody.
        return connection.dataPending() ? Step.CONTINUE : Step.BLOCKED;
    }

    private Step performing(Transfer transfer) throws TransferException {
        if (Pacing.blocks(transfer)) {
            transfer.transition(TransferState.RATE_LIMITED, "speed limit reached");
            return Step.CONTINUE;
        }
        Exchange exchange = running(transfer);
        try {
            if (exchange.wantsReceive() && !transfer.receivePaused()) {
                exchange.receive();
            }
            if (!exchange.complete() || transfer.attached().sendPending()) {
                exchange.send();
            }
        } catch (TransferException problem) {
            return retryOrThrow(transfer, problem);
        }
        transfer.checkSpeed();
        if (!exchange.complete() || transfer.output().holdsData()) {
            if (Pacing.blocks(transfer)) {
                // Not left to the next event (S19): what TLS has decoded already brings none.
                transfer.transition(TransferState.RATE_LIMITED, "speed limit used up");
            }
            return Step.BLOCKED;
        }
        Leg next = exchange.nextLeg();
        if (next != null) {
            return exchange.staysOnConnection() ? sameConnection(transfer, next) : anotherLeg(transfer, next);
        }
        transfer.transition(TransferState.DONE, "response complete");
        return Step.CONTINUE;
    }

    private Step rateLimited(Transfer transfer) throws TransferException {
        if (Pacing.blocks(transfer)) {
            return Step.BLOCKED;
        }
        transfer.transition(TransferState.PERFORMING, "speed limit has room");
        return Step.CONTINUE;
    }

    private Step done(Member member) {
        Transfer transfer = member.transfer;
        boolean premature = transfer.result() != ResultCode.OK;
        if (!premature && transfer.config().connect().connectOnly() > 0) {
            keepConnectOnly(transfer);
        } else {
            try {
                letGo(member, premature);
            } catch (TransferException problem) {
                fail(transfer, problem);
                Connection left = transfer.connection();
                if (left != null) {
                    giveBack(transfer, left, true);
                }
            }
        }
        transfer.body().closeForm();
        transfer.touch();
        transfer.transition(TransferState.COMPLETED, "done");
        engine.completed(member);
        return Step.DONE;
    }

    /** The done procedure (M30): ends the exchange, tells the last progress, gives the connection back. */
    private void letGo(Member member, boolean premature) throws TransferException {
        Transfer transfer = member.transfer;
        Connection connection = transfer.connection();
        if (connection == null) {
            engine.moveOnePending();
            return;
        }
        TransferException problem = endExchange(transfer, connection, premature);
        if (connection.connected() && transfer.result() != ResultCode.ABORTED_BY_CALLBACK) {
            try {
                transfer.progress();
            } catch (TransferException aborted) {
                problem = problem == null ? aborted : problem;
            }
        }
        giveBack(transfer, connection, premature || problem != null);
        if (problem != null) {
            throw problem;
        }
    }

    private @Nullable TransferException endExchange(Transfer transfer, Connection connection, boolean premature) {
        Exchange exchange = transfer.running();
        if (exchange == null) {
            if (premature) {
                connection.doNotReuse(CloseReason.FAILED);
            }
            return null;
        }
        try {
            CloseReason reason = exchange.end(premature);
            if (reason != null) {
                connection.doNotReuse(reason);
            }
            return null;
        } catch (TransferException problem) {
            connection.doNotReuse(CloseReason.FAILED);
            return problem;
        } finally {
            transfer.exchangeEnded();
        }
    }

    private void giveBack(Transfer transfer, Connection connection, boolean premature) {
        transfer.detach();
        transfer.cancel(Timer.CONNECT_TIMEOUT);
        transfer.cancel(Timer.HAPPY_EYEBALLS);
        ConnectOptions options = transfer.config().connect();
        pool.release(connection, options.forbidReuse(), premature, engine.nowNanos());
        // After the release, so that the waiter is chosen by what is free now.
        engine.moveOnePending();
        if (connection.closeReason() == CloseReason.EVICTED) {
            // M32: whoever asks for the socket later must not find another one.
            transfer.info().connectionId = TransferInfo.NO_CONNECTION;
        }
        engine.dns().prune(engine.nowNanos(), options.dnsCacheSeconds());
    }

    /** A CONNECT_ONLY connection stays with its transfer until that is removed (M40). */
    private void keepConnectOnly(Transfer transfer) {
        transfer.exchangeEnded();
        engine.moveOnePending();
    }

    /** A dead reused connection is not the application's business: the request goes out again (M17, M18, M20). */
    private Step retryOrThrow(Transfer transfer, TransferException problem) throws TransferException {
        boolean connectionProblem =
                switch (problem.result()) {
                    case SEND_ERROR, RECV_ERROR, GOT_NOTHING -> true;
                    default -> false;
                };
        if (!connectionProblem || !transfer.mayRetry()) {
            throw problem;
        }
        transfer.attached().doNotReuse(CloseReason.DEAD);
        return anotherLeg(transfer, transfer.leg());
    }

    private Step anotherLeg(Transfer transfer, Leg next) throws TransferException {
        Connection connection = transfer.attached();
        TransferException problem = endExchange(transfer, connection, connection.closeReason() != null);
        giveBack(transfer, connection, connection.closeReason() != null);
        if (problem != null && connection.closeReason() == null) {
            throw problem;
        }
        transfer.body().follow(next.method());
        transfer.beginLeg(next);
        transfer.transition(TransferState.CONNECT, "another request");
        return Step.CONTINUE;
    }

    /** The next request goes on with a dialogue that belongs to this connection. */
    private Step sameConnection(Transfer transfer, Leg next) throws TransferException {
        Connection connection = transfer.attached();
        TransferException problem = endExchange(transfer, connection, false);
        if (problem != null) {
            throw problem;
        }
        if (connection.closeReason() != null) {
            throw new IllegalStateException("the exchange stays on a connection that it closes");
        }
        transfer.body().follow(next.method());
        transfer.beginLeg(next);
        transfer.transition(TransferState.SENDING, "same connection");
        return Step.CONTINUE;
    }

    private void progress(Transfer transfer) throws TransferException {
        Connection connection = transfer.connection();
        if (connection != null && connection.connected() && transfer.state() != TransferState.COMPLETED) {
            transfer.touch();
            transfer.progress();
        }
    }

    private static void fail(Transfer transfer, TransferException problem) {
        transfer.fail(problem);
        if (transfer.state() != TransferState.DONE && transfer.state() != TransferState.COMPLETED) {
            transfer.transition(TransferState.DONE, "failed");
        }
    }

    private static boolean isBeforeRequest(Transfer transfer) {
        return transfer.state() == TransferState.CONNECT || transfer.state() == TransferState.CONNECTING;
    }

    private static Exchange running(Transfer transfer) {
        Exchange exchange = transfer.running();
        if (exchange == null) {
            throw new IllegalStateException("no exchange in " + transfer.state());
        }
        return exchange;
    }

    /** What is known about the peer's certificate; also, and above all, when the handshake failed. */
    private static void noteTls(Transfer transfer, Connection connection) {
        TlsFilter origin = connection.originTls();
        if (origin != null) {
            transfer.info().verifyResult = origin.verifyResult();
            transfer.info().certInfo = origin.certInfo();
        }
        TlsFilter proxy = connection.usedProxy() ? connection.proxyTls() : null;
        if (proxy != null) {
            transfer.info().proxyVerifyResult = proxy.verifyResult();
        }
    }

    private static void noteAddresses(Transfer transfer, Connection connection) {
        transfer.info().usedProxy = connection.usedProxy();
        transfer.info().remoteAddress = connection.remoteAddress();
        transfer.info().localAddress = connection.localAddress();
    }
}
