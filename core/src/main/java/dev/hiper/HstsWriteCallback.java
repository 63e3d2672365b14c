package dev.hiper;

/**
 * Takes the entries of the HSTS cache: {@link EasyOption#HSTSWRITEFUNCTION}.
 *
 * @see <a href="https://curl.se/libcurl/c/CURLOPT_HSTSWRITEFUNCTION.html">CURLOPT_HSTSWRITEFUNCTION</a>
 */
@FunctionalInterface
public interface HstsWriteCallback {
    /**
     * One entry. Called when the handle is closed, on that thread, for each entry that is not
     * expired, after the file of {@link EasyOption#HSTS} was written. What it throws goes on to
     * whoever closes; the handle is closed all the same.
     *
     * @param easy the handle, which can be used no more
     * @param index of this entry, from 0
     * @param total how many there are
     * @return whether more are wanted
     */
    boolean write(Easy easy, HstsEntry entry, int index, int total);
}
