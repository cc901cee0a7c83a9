package org.attunet.experiments.spark;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another main class for as long as whoever started this process is there: however that ends, the standard input of this one ends
 * with it, so that nothing is left running.
 */
public final class WithParent {
    private WithParent() {}

    /** The name of the class, and its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(WithParent::awaitEnd, "whoever started this");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // nobody writes there
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(1);
    }
}
