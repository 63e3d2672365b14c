package dev.hiper.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hiper.EasyException;
import dev.hiper.MultiCode;
import dev.hiper.MultiException;
import dev.hiper.error.ResultCode;
import org.junit.jupiter.api.function.Executable;

/** Calls by the number they would have answered in C. */
final class Refusals {
    private Refusals() {}

    /** The code of a call that must be refused. */
    static MultiCode refused(Executable call) {
        return assertThrows(MultiException.class, call).code();
    }

    /** The code of a call of an easy handle that must be refused. */
    static ResultCode refusedEasy(Executable call) {
        return assertThrows(EasyException.class, call).code();
    }

    /** The code of a call that may go either way. */
    static MultiCode codeOf(Runnable call) {
        try {
            call.run();
            return MultiCode.OK;
        } catch (MultiException refusal) {
            return refusal.code();
        }
    }

    /** The code of a call of an easy handle that may go either way. */
    static ResultCode easyCodeOf(Runnable call) {
        try {
            call.run();
            return ResultCode.OK;
        } catch (EasyException refusal) {
            return refusal.code();
        }
    }
}
