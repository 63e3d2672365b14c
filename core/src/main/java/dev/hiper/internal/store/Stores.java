package dev.hiper.internal.store;

import dev.hiper.error.TransferException;
import dev.hiper.internal.altsvc.AltSvc;
import dev.hiper.internal.altsvc.AltSvcCache;
import dev.hiper.internal.altsvc.AltSvcFiles;
import dev.hiper.internal.cookie.CookieFiles;
import dev.hiper.internal.cookie.CookieJar;
import dev.hiper.internal.cookie.CookieOrigin;
import dev.hiper.internal.hsts.HstsCache;
import dev.hiper.internal.hsts.HstsFiles;
import dev.hiper.internal.hsts.HstsHost;
import dev.hiper.spi.PublicSuffixes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one easy handle, or of several that share it. Each store is absent until it is switched on. Paths are those of
 * the options; {@code -} stands for standard input and output.
 *
 * <p>Times are seconds since 1970.
 */
public final class Stores {
    private static final String STANDARD_STREAM = "-";

    private final PublicSuffixes suffixes;
    private volatile @Nullable CookieJar cookies;
    private volatile @Nullable HstsCache hsts;
    private volatile @Nullable AltSvcCache alternatives;
    private boolean joinedCookies;
    private boolean joinedHsts;

    public Stores(PublicSuffixes suffixes) {
        this.suffixes = suffixes;
    }

    public synchronized void enableCookies() {
        if (cookies == null) {
            cookies = new CookieJar(suffixes);
        }
    }

    public synchronized void disableCookies() {
        cookies = null;
    }

    public boolean hasCookies() {
        return cookies != null;
    }

    public synchronized void enableHsts() {
        if (hsts == null) {
            hsts = new HstsCache();
        }
    }

    public synchronized void disableHsts() {
        hsts = null;
    }

    public boolean hasHsts() {
        return hsts != null;
    }

    public synchronized void enableAlternatives() {
        if (alternatives == null) {
            alternatives = new AltSvcCache();
        }
    }

    public synchronized void disableAlternatives() {
        alternatives = null;
    }

    public boolean hasAlternatives() {
        return alternatives != null;
    }

    /** From now on the stores of {@code shared} are used, as far as they are meant to be. */
    public synchronized void join(Stores shared, boolean withCookies, boolean withHsts) {
        if (withCookies) {
            shared.enableCookies();
            cookies = shared.cookies;
        }
        if (withHsts) {
            shared.enableHsts();
            hsts = shared.hsts;
        }
        joinedCookies = withCookies;
        joinedHsts = withHsts;
    }

    /** What was shared stays with the others. */
    public synchronized void leave() {
        cookies = joinedCookies ? null : cookies;
        hsts = joinedHsts ? null : hsts;
        joinedCookies = false;
        joinedHsts = false;
    }

    /** Whether a transfer has to ask. */
    public boolean isEmpty() {
        return cookies == null && hsts == null && alternatives == null;
    }

    /** A transfer begins that will use the cookies. */
    public void startCookies() {
        CookieJar jar = cookies;
        if (jar != null) {
            synchronized (jar) {
                jar.start();
            }
        }
    }

    /** Reads cookies from {@code file} into the jar. */
    public void loadCookies(String file, boolean dropSession, long now) throws TransferException {
        CookieJar jar = cookies;
        if (jar == null) {
            return;
        }
        synchronized (jar) {
            if (file.equals(STANDARD_STREAM)) {
                CookieFiles.load(jar, System.in, dropSession, now);
            } else {
                CookieFiles.load(jar, Path.of(file), dropSession, now);
            }
        }
    }

    /** Writes the cookies to {@code file}; text for standard output is answered instead, null if there is none. */
    public @Nullable String saveCookies(String file, long now) throws TransferException {
        CookieJar jar = cookies;
        if (jar == null) {
            return null;
        }
        synchronized (jar) {
            if (!jar.isStarted()) {
                return null;
            }
            if (file.equals(STANDARD_STREAM)) {
                return jar.fileText(now);
            }
            CookieFiles.save(jar, Path.of(file), now);
            return null;
        }
    }

    /** The value of the Cookie field for a request; null for none. */
    public @Nullable String cookieField(CookieOrigin origin, long now) {
        CookieJar jar = cookies;
        if (jar == null) {
            return null;
        }
        synchronized (jar) {
            return jar.header(origin, null, now);
        }
    }

    /** The value of a Set-Cookie field. Whether a cookie was stored. */
    public boolean addCookie(String setCookie, CookieOrigin origin, long now) {
        CookieJar jar = cookies;
        if (jar == null) {
            return false;
        }
        synchronized (jar) {
            return jar.add(setCookie, origin, now);
        }
    }

    /** A line of the application's. */
    public void addCookieLine(String line, long now) {
        CookieJar jar = cookies;
        if (jar != null) {
            synchronized (jar) {
                jar.addLine(line, now);
            }
        }
    }

    public void clearCookies(boolean sessionOnly) {
        CookieJar jar = cookies;
        if (jar != null) {
            synchronized (jar) {
                if (sessionOnly) {
                    jar.clearSession();
                } else {
                    jar.clear();
                }
            }
        }
    }

    /** All cookies as lines of Netscape's format. */
    public List<String> cookieLines(long now) {
        CookieJar jar = cookies;
        if (jar == null) {
            return List.of();
        }
        synchronized (jar) {
            return jar.list(now);
        }
    }

    /** Whether {@code host} insists on https. */
    public boolean insistsOnTls(String host, long now) {
        HstsCache cache = hsts;
        if (cache == null) {
            return false;
        }
        synchronized (cache) {
            return cache.covers(host, now);
        }
    }

    public void learnHsts(String host, String field, long now) {
        HstsCache cache = hsts;
        if (cache != null) {
            synchronized (cache) {
                cache.learn(host, field, now);
            }
        }
    }

    public void addHsts(HstsHost host, long now) {
        HstsCache cache = hsts;
        if (cache != null) {
            synchronized (cache) {
                cache.add(host.name(), host.includeSubDomains(), host.expires(), now);
            }
        }
    }

    public List<HstsHost> hstsHosts(long now) {
        HstsCache cache = hsts;
        if (cache == null) {
            return List.of();
        }
        synchronized (cache) {
            return new ArrayList<>(cache.list(now));
        }
    }

    public void loadHsts(String file, long now) throws TransferException {
        HstsCache cache = hsts;
        if (cache != null) {
            synchronized (cache) {
                HstsFiles.load(cache, Path.of(file), now);
            }
        }
    }

    public void saveHsts(String file, long now) throws TransferException {
        HstsCache cache = hsts;
        if (cache != null) {
            synchronized (cache) {
                HstsFiles.save(cache, Path.of(file), now);
            }
        }
    }

    public void learnAlternatives(String host, int port, AltSvc.Alpn alpn, String field, long now) {
        AltSvcCache cache = alternatives;
        if (cache != null) {
            synchronized (cache) {
                cache.learn(host, port, alpn, field, now);
            }
        }
    }

    /** Where the origin can be reached as well, by one of the protocols in {@code allowed}; null if nowhere. */
    public @Nullable AltSvc alternative(String host, int port, int allowed, long now) {
        AltSvcCache cache = alternatives;
        if (cache == null) {
            return null;
        }
        synchronized (cache) {
            return cache.lookup(host, port, AltSvc.Alpn.H1, allowed, now);
        }
    }

    public void forgetAlternative(AltSvc broken) {
        AltSvcCache cache = alternatives;
        if (cache != null) {
            synchronized (cache) {
                cache.remove(broken);
            }
        }
    }

    public void loadAlternatives(String file, long now) throws TransferException {
        AltSvcCache cache = alternatives;
        if (cache != null) {
            synchronized (cache) {
                AltSvcFiles.load(cache, Path.of(file), now);
            }
        }
    }

    public void saveAlternatives(String file, long now) throws TransferException {
        AltSvcCache cache = alternatives;
        if (cache != null) {
            synchronized (cache) {
                AltSvcFiles.save(cache, Path.of(file), now);
            }
        }
    }
}
