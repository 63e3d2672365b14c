package dev.hiper;

import dev.hiper.error.ResultCode;
import dev.hiper.error.TransferException;
import dev.hiper.internal.hsts.HstsHost;
import dev.hiper.internal.store.Stores;
import dev.hiper.spi.PublicSuffixes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What an easy handle remembers from transfer to transfer, and the files in which that outlives the handle. Exists from the
 * first option about it.
 */
final class HandleState {
    /** HSTS_CTRL and ALTSVC_CTRL: what switches on, and what never writes. */
    static final long HSTS_ENABLE = 1;

    static final long HSTS_READ_ONLY = 1 << 1;
    static final long ALTSVC_READ_ONLY = 1 << 2;

    private final Stores stores = newStores();
    /** Cookie files, all of them and those that were not read yet. */
    private final List<String> cookieFiles = new ArrayList<>();

    private final List<String> unreadCookieFiles = new ArrayList<>();
    private @Nullable String cookieJar;
    private @Nullable String hstsFile;
    private @Nullable String alternativesFile;
    private @Nullable Share share;

    static Stores newStores() {
        return new Stores(InstalledSuffixes.SUFFIXES);
    }

    Stores stores() {
        return stores;
    }

    /** The state of a duplicated handle: files to read and entries of HSTS, but not the cookies. */
    HandleState copy(long now) {
        HandleState copy = new HandleState();
        copy.cookieFiles.addAll(cookieFiles);
        copy.unreadCookieFiles.addAll(unreadCookieFiles);
        copy.cookieJar = cookieJar;
        if (stores.hasCookies()) {
            copy.stores.enableCookies();
        }
        copy.hstsFile = hstsFile;
        if (stores.hasHsts()) {
            copy.stores.enableHsts();
            stores.hstsHosts(now).forEach(host -> copy.stores.addHsts(host, now));
        }
        if (alternativesFile != null || stores.hasAlternatives()) {
            copy.alternatives(alternativesFile, now);
        }
        return copy;
    }

    void addCookieFile(@Nullable String file) {
        if (file == null) {
            cookieFiles.clear();
            unreadCookieFiles.clear();
            if (cookieJar == null) {
                stores.disableCookies();
            }
            return;
        }
        stores.enableCookies();
        if (!file.isEmpty()) {
            cookieFiles.add(file);
            unreadCookieFiles.add(file);
        }
    }

    void cookieJar(@Nullable String file) {
        cookieJar = file;
        if (file != null) {
            stores.enableCookies();
        }
    }

    /** A cookie or a command of COOKIELIST. */
    void cookieCommand(String text, boolean dropSession, long now) {
        switch (text) {
            case "ALL" -> stores.clearCookies(false);
            case "SESS" -> stores.clearCookies(true);
            case "FLUSH" -> saveCookies(now);
            case "RELOAD" -> {
                unreadCookieFiles.clear();
                unreadCookieFiles.addAll(cookieFiles);
                readCookies(dropSession, now);
            }
            default -> {
                stores.enableCookies();
                stores.addCookieLine(text, now);
            }
        }
    }

    void hsts(@Nullable String file, long now) {
        hstsFile = file == null || file.isEmpty() ? null : file;
        if (file == null) {
            stores.disableHsts();
            return;
        }
        stores.enableHsts();
        if (hstsFile != null) {
            load(() -> stores.loadHsts(file, now));
        }
    }

    void alternatives(@Nullable String file, long now) {
        alternativesFile = file == null || file.isEmpty() ? null : file;
        if (file == null) {
            stores.disableAlternatives();
            return;
        }
        stores.enableAlternatives();
        if (alternativesFile != null) {
            load(() -> stores.loadAlternatives(file, now));
        }
    }

    void share(@Nullable Share next) {
        if (next == share) {
            return;
        }
        if (next != null) {
            next.attach();
        }
        Share left = share;
        share = next;
        if (left != null) {
            left.detach();
            stores.leave();
        }
        if (next != null) {
            stores.join(next.stores(), next.shares(Share.Data.COOKIE), next.shares(Share.Data.HSTS));
        }
    }

    @Nullable
    Share share() {
        return share;
    }

    /** The options are reset: what was learned stays, where it would be stored does not. */
    void forgetFiles() {
        cookieFiles.clear();
        unreadCookieFiles.clear();
        cookieJar = null;
        hstsFile = null;
        alternativesFile = null;
        share(null);
    }

    /** A transfer starts: files that were named since the last one are read. */
    void begin(OptionValues options, long now) {
        readCookies(options.flag(EasyOption.COOKIESESSION), now);
        stores.startCookies();
    }

    /** Asks the application which hosts insist on https. */
    void readHsts(Easy easy, HstsReadCallback reader, long now) {
        if (stores.hasHsts()) {
            for (HstsEntry entry = reader.next(easy); entry != null; entry = reader.next(easy)) {
                stores.addHsts(new HstsHost(entry.name(), entry.includeSubDomains(), entry.expires()), now);
            }
        }
    }

    /**
     * The handle is closed: what it learned is written.
     *
     * @throws EasyException with the first failure
     */
    void close(Easy easy, OptionValues options, long now) {
        // Each file is for itself: one that cannot be written keeps none of the others from being.
        try {
            saveCookies(now);
        } finally {
            closeHsts(easy, options, now);
        }
    }

    private void closeHsts(Easy easy, OptionValues options, long now) {
        try {
            String hosts = hstsFile;
            if (hosts != null && (options.number(EasyOption.HSTS_CTRL) & HSTS_READ_ONLY) == 0) {
                save(() -> stores.saveHsts(hosts, now));
            }
            HstsWriteCallback writer = options.get(EasyOption.HSTSWRITEFUNCTION);
            if (writer != null) {
                writeHsts(easy, writer, now);
            }
        } finally {
            closeAlternatives(options, now);
        }
    }

    private void closeAlternatives(OptionValues options, long now) {
        try {
            String services = alternativesFile;
            if (services != null && (options.number(EasyOption.ALTSVC_CTRL) & ALTSVC_READ_ONLY) == 0) {
                save(() -> stores.saveAlternatives(services, now));
            }
        } finally {
            share(null);
        }
    }

    private void writeHsts(Easy easy, HstsWriteCallback writer, long now) {
        List<HstsHost> hosts = stores.hstsHosts(now);
        for (int i = 0; i < hosts.size(); i++) {
            HstsHost host = hosts.get(i);
            HstsEntry entry = new HstsEntry(host.name(), host.includeSubDomains(), host.expires());
            if (!writer.write(easy, entry, i, hosts.size())) {
                return;
            }
        }
    }

    private void readCookies(boolean dropSession, long now) {
        List<String> files = List.copyOf(unreadCookieFiles);
        unreadCookieFiles.clear();
        for (String file : files) {
            load(() -> stores.loadCookies(file, dropSession, now));
        }
    }

    private void saveCookies(long now) {
        String file = cookieJar;
        if (file == null) {
            return;
        }
        save(() -> {
            String text = stores.saveCookies(file, now);
            if (text != null) {
                StandardStreams.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            }
        });
    }

    private interface FileWork {
        void run() throws TransferException;
    }

    /** A file with a line that is too long is read up to there, as libcurl does: a failure to remember is none to transfer. */
    private static void load(FileWork work) {
        try {
            work.run();
        } catch (TransferException unreadable) {
            if (unreadable.result() != ResultCode.TOO_LARGE) {
                throw new EasyException(unreadable.result(), String.valueOf(unreadable.getMessage()));
            }
        }
    }

    private static void save(FileWork work) {
        try {
            work.run();
        } catch (TransferException unwritten) {
            throw new EasyException(unwritten.result(), String.valueOf(unwritten.getMessage()));
        }
    }

    /** Looked for once, by the first handle that remembers anything. */
    private static final class InstalledSuffixes {
        static final PublicSuffixes SUFFIXES =
                ServiceLoader.load(PublicSuffixes.class).findFirst().orElse(PublicSuffixes.SINGLE_LABELS);
    }
}
