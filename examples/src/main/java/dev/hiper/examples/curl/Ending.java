package dev.hiper.examples.curl;

import dev.hiper.EasyInfo;
import dev.hiper.error.ResultCode;
import dev.hiper.examples.curl.report.HeaderLookup;
import dev.hiper.examples.curl.report.Infos;
import dev.hiper.examples.curl.report.Report;
import dev.hiper.examples.curl.report.RunFacts;
import dev.hiper.examples.curl.report.WriteOut;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What happens when a transfer has ended: messages, files, write-out. */
final class Ending {
    /** Answer of {@link #end}: it will be tried again. */
    static final int RETRIED = -1;

    private static final long MICROS_PER_MILLI = 1000;
    private static final int ERROR_STATUS = 400;

    private final Messages messages;
    private final Retry retry;
    private final Progress progress;

    Ending(Messages messages, Progress progress) {
        this.messages = messages;
        this.retry = new Retry(messages);
        this.progress = progress;
    }

    /**
     * Tells how it went, and finishes it unless another try was arranged.
     *
     * @return its exit code; {@link #RETRIED} if there will be another try
     */
    int end(Transfer transfer, ResultCode result) {
        Settings settings = transfer.settings;
        progress.finish(transfer);
        int code = result.code();
        String text = code == 0 ? null : ErrorText.of(transfer.easy.failure(), millis(transfer));
        if (text != null) {
            tell(transfer, code, text);
        } else if (settings.on(Option.FAIL_WITH_BODY)
                && transfer.easy.infoLong(EasyInfo.RESPONSE_CODE) >= ERROR_STATUS) {
            code = ResultCode.HTTP_RETURNED_ERROR.code();
            text = "The requested URL returned error: " + transfer.easy.infoLong(EasyInfo.RESPONSE_CODE);
            messages.failure(code, text);
        }
        return retry.again(transfer, ResultCode.of(code), System.nanoTime()) ? RETRIED : finish(transfer, code, text);
    }

    private int finish(Transfer transfer, int resultCode, @Nullable String text) {
        int code = resultCode;
        OutputTarget target = transfer.target;
        if (code == 0
                && !target.isOpen()
                && target.isFile()
                && !transfer.easy.info(EasyInfo.CONDITION_UNMET)
                && !target.create()) {
            code = ResultCode.WRITE_ERROR.code();
        }
        if (!target.close() && code == 0) {
            code = ResultCode.WRITE_ERROR.code();
            messages.failure(code, "Failed writing body");
        }
        if (code != 0 && transfer.settings.on(Option.REMOVE_ON_ERROR)) {
            target.remove();
        }
        fileTime(transfer, code);
        writeOut(transfer, code, text);
        return transfer.close() || code != 0 ? code : ResultCode.WRITE_ERROR.code();
    }

    private static long millis(Transfer transfer) {
        return transfer.easy.infoLong(EasyInfo.TOTAL_TIME_T) / MICROS_PER_MILLI;
    }

    private void tell(Transfer transfer, int code, String text) {
        BodySink body = transfer.body;
        if (body == null || !body.binaryRefused()) {
            messages.failure(code, text);
        }
        if (code == ResultCode.PEER_FAILED_VERIFICATION.code() && messages.errorsShown()) {
            messages.print(
                    """
                    More details here: https://curl.se/docs/sslcerts.html

                    curl failed to verify the legitimacy of the server and therefore could not
                    establish a secure connection to it. To learn more about this situation and
                    how to fix it, please visit the webpage mentioned above.
                    """);
        }
    }

    private static void fileTime(Transfer transfer, int code) {
        if (code == 0 && transfer.settings.on(Option.REMOTE_TIME) && transfer.target.isFile()) {
            long time = Infos.of(transfer.easy).number("FILETIME_T");
            if (time >= 0) {
                transfer.target.time(time);
            }
        }
    }

    private void writeOut(Transfer transfer, int code, @Nullable String text) {
        String format = transfer.settings.writeOut;
        if (format == null) {
            return;
        }
        HeaderSink headers = transfer.headers;
        RunFacts facts = new RunFacts(
                transfer.givenUrl,
                transfer.urlIndex,
                transfer.target.isFile() ? transfer.target.name() : null,
                code,
                text,
                transfer.retries,
                headers == null ? 0 : headers.count(),
                "libcurl/" + VersionText.VERSION);
        try {
            Report report = new Report(Infos.of(transfer.easy), HeaderLookup.of(transfer.easy), facts);
            WriteOut.print(format, report, StandardOutput.stream(), messages.stream());
        } catch (IOException nobodyReads) {
            messages.silent(true);
        }
    }
}
