package dev.hiper.examples.proxy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGTERM and SIGINT, by reflection on {@code sun.misc.Signal}: a shutdown hook, which is what the JDK offers officially,
 * can neither choose the exit status nor see a second signal.
 */
final class TerminationSignal {
    private TerminationSignal() {}

    /** Calls {@code action} at each signal, on a thread of the JVM. Without such signals it does nothing. */
    static void onEach(Runnable action) {
        for (String name : new String[] {"TERM", "INT"}) {
            try {
                handle(name, action);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                System.err.println("proxy: SIG" + name + " ends the program without draining here: " + e);
            }
        }
    }

    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "termination";
        };
        Object listener = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    }
}
