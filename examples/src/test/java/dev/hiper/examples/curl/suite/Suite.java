package dev.hiper.examples.curl.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs cases on a few workers; each has a working folder and servers of its own. */
final class Suite implements AutoCloseable {
    private final SuiteData data;
    private final Tool tool;
    private final Path root;
    private final ExecutorService pool;
    private final BlockingQueue<Worker> idle = new LinkedBlockingQueue<>();
    private final List<ServerSet> servers = new ArrayList<>();

    private record Worker(Path folder, ServerSet servers) {}

    /** The root is an existing folder with a short path; failed cases are kept in it. */
    Suite(SuiteData data, Tool tool, Path root, int workers) throws IOException, GeneralSecurityException {
        this.data = data;
        this.tool = tool;
        this.root = root;
        this.pool = Executors.newFixedThreadPool(workers, Suite::daemon);
        CertificateFolder certificates = new CertificateFolder(Instant.now());
        for (int i = 1; i <= workers; i++) {
            Path folder = root.resolve("w" + i);
            Path sockets = root.resolve("s" + i);
            Files.createDirectories(folder.resolve("certs"));
            Files.createDirectories(sockets);
            certificates.writeTo(folder.resolve("certs"));
            ServerSet set = new ServerSet(sockets, certificates);
            servers.add(set);
            idle.add(new Worker(folder, set));
        }
    }

    /** Starts all cases, in this order; the results come as they are ready. */
    Map<Integer, Future<Outcome>> start(List<Integer> numbers) {
        Map<Integer, Future<Outcome>> outcomes = new LinkedHashMap<>();
        for (int number : numbers) {
            outcomes.put(number, pool.submit(() -> run(number)));
        }
        return outcomes;
    }

    /** Where the working folder of a failed case is kept. */
    Path keptFolder(int number) {
        return root.resolve("failed").resolve(String.valueOf(number));
    }

    @Override
    public void close() throws IOException {
        pool.shutdownNow();
        for (ServerSet set : servers) {
            set.close();
        }
    }

    private Outcome run(int number) throws IOException, InterruptedException {
        Worker worker = idle.take();
        try {
            Outcome outcome = new CaseRun(number, data, tool, worker.folder(), worker.servers()).run();
            if (outcome.isFailed()) {
                Folders.copy(worker.folder(), keptFolder(number));
            }
            return outcome;
        } finally {
            idle.add(worker);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "case");
        thread.setDaemon(true);
        return thread;
    }
}
