package dev.hiper.internal.multi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MidSetTest {
    private static final int MIDS = 70_000;

    @Test
    void agreesWithASortedSetOverManyRandomChanges() {
        Random random = new Random(7);
        MidSet set = new MidSet();
        TreeSet<Integer> model = new TreeSet<>();
        for (int i = 0; i < 20_000; i++) {
            int mid = random.nextInt(MIDS);
            if (random.nextBoolean()) {
                assertEquals(model.add(mid), set.add(mid));
            } else {
                assertEquals(model.remove(mid), set.remove(mid));
            }
            int probe = random.nextInt(MIDS);
            Integer following = model.ceiling(probe);
            assertEquals(following == null ? -1 : following, set.next(probe));
            assertEquals(model.contains(probe), set.contains(probe));
            assertEquals(model.size(), set.size());
        }
    }

    @Test
    void membersMayComeAndGoWhileWalking() {
        MidSet set = new MidSet();
        for (int mid = 1; mid <= 200; mid++) {
            set.add(mid);
        }
        List<Integer> walked = new ArrayList<>();
        for (int mid = set.next(0); mid >= 0; mid = set.next(mid + 1)) {
            walked.add(mid);
            set.remove(mid);
            set.remove(mid + 1);
            if (mid == 199) {
                set.add(5000);
            }
        }
        assertEquals(101, walked.size());
        assertEquals(5000, walked.get(100));
        assertTrue(set.isEmpty());
    }

    @Test
    void looksBeyondItsEndWithoutFindingAnything() {
        MidSet set = new MidSet();
        set.add(3);
        assertEquals(-1, set.next(4));
        assertEquals(-1, set.next(1_000_000));
        assertFalse(set.contains(1_000_000));
        assertFalse(set.remove(1_000_000));
    }
}
