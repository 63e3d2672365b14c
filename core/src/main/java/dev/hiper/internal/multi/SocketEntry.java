package dev.hiper.internal.multi;

import dev.hiper.internal.filter.PollSet;
import dev.hiper.spi.TransportSocket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known about one socket that somebody has an interest in (section 5.2 of the multi contract). */
final class SocketEntry {
    final TransportSocket socket;

    /** From {@code assign}; handed back with each callback. */
    @Nullable
    Object attachment;

    /** The combination that the application was last told; NONE before the first announcement. */
    int announced;

    private @Nullable SocketUser[] users = new @Nullable SocketUser[1];
    private int userCount;
    private int readers;
    private int writers;

    SocketEntry(TransportSocket socket) {
        this.socket = socket;
    }

    /** The combination that all users together want. */
    int wanted() {
        return (readers > 0 ? PollSet.IN : PollSet.NONE) | (writers > 0 ? PollSet.OUT : PollSet.NONE);
    }

    boolean hasUsers() {
        return userCount > 0;
    }

    int userCount() {
        return userCount;
    }

    SocketUser user(int index) {
        SocketUser user = users[index];
        if (user == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return user;
    }

    /** Takes over that {@code user} wants {@code now} where it wanted {@code before}. */
    void change(SocketUser user, int before, int now) {
        readers += (now & PollSet.IN) - (before & PollSet.IN);
        writers += ((now & PollSet.OUT) - (before & PollSet.OUT)) / PollSet.OUT;
        if (before == PollSet.NONE) {
            if (userCount == users.length) {
                users = Arrays.copyOf(users, 2 * userCount);
            }
            users[userCount++] = user;
        } else if (now == PollSet.NONE) {
            removeUser(user);
        }
    }

    private void removeUser(SocketUser user) {
        for (int i = 0; i < userCount; i++) {
            if (users[i] == user) {
                userCount--;
                System.arraycopy(users, i + 1, users, i, userCount - i);
                users[userCount] = null;
                return;
            }
        }
    }
}
