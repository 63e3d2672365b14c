package dev.hiper.contract;

import static dev.hiper.contract.Refusals.codeOf;
import static dev.hiper.contract.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hiper.Easy;
import dev.hiper.EasyOption;
import dev.hiper.MultiCode;
import dev.hiper.WriteResult;
import dev.hiper.sim.SimReply;
import dev.hiper.sim.SimServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application's own object with a socket. */
class AssignTest {
    private final Application application = new Application();

    AssignTest() {
        new SimServer(application.network, SimServer.address("10.0.0.1", 80)).reply(SimReply.ok("x"));
    }

    @Test
    @Tag("A25")
    void lastAssignmentComesBackWithEachCallUntilRemove() {
        List<MultiCode> codes = new ArrayList<>();
        application.socketAnswers = told -> {
            int number = application.told.size();
            codes.add(codeOf(() ->
                    application.multi.assign(application.network.socket(told.socket()), "overwritten " + number)));
            codes.add(codeOf(
                    () -> application.multi.assign(application.network.socket(told.socket()), "told " + number)));
            return 0;
        };
        application.multi.add(quiet());
        application.runUntilMessages(1);
        assertEquals(List.of("OUT#1", "IN#1", "REMOVE#1"), application.texts());
        assertNull(application.told.get(0).attachment());
        assertEquals("told 1", application.told.get(1).attachment());
        assertEquals("told 2", application.told.get(2).attachment());
        assertEquals(
                List.of(), codes.stream().filter(code -> code != MultiCode.OK).toList(), "in REMOVE, too");
        assertEquals(
                MultiCode.BAD_SOCKET, refused(() -> application.multi.assign(application.network.socket(1), "late")));
        application.close();
    }

    @Test
    @Tag("A25")
    void nothingCanBeAssignedAsWell() {
        application.multi.add(quiet());
        application.multi.timeoutAction();
        application.multi.assign(application.network.socket(1), "something");
        application.multi.assign(application.network.socket(1), null);
        application.runUntilMessages(1);
        assertNull(application.told.get(1).attachment());
        application.close();
    }

    @Test
    @Tag("A25")
    void assigningFromACallbackOfATransferIsAllowed() {
        application.multi.add(quiet().set(EasyOption.WRITEFUNCTION, (easy, data) -> {
            application.multi.assign(application.network.socket(1), "from write");
            return WriteResult.ACCEPTED;
        }));
        application.runUntilMessages(1);
        assertEquals("from write", application.last().attachment());
        application.close();
    }

    private static Easy quiet() {
        return Easy.create()
                .set(EasyOption.URL, "http://10.0.0.1/")
                .set(EasyOption.WRITEFUNCTION, (easy, data) -> WriteResult.ACCEPTED);
    }
}
