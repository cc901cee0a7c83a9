package org.attunet.experiments.doctor;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.attunet.experiments.CodeVersion;
import org.bytedeco.javacpp.Pointer;

/** Versions, processors and memory. */
final class JavaChecks {
    private static final long GIB = 1L << 30;

    private JavaChecks() {}

    static List<Check> all() {
        return List.of(
                Check.good("attention-unet", CodeVersion.exact()),
                java(),
                Check.good(
                        "system",
                        System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                                + Runtime.getRuntime().availableProcessors() + " processors"),
                physicalMemory(),
                heap(),
                offHeap());
    }

    private static Check java() {
        String found = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
        return Check.good("Java", found);
    }

    private static Check physicalMemory() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long bytes = system.getTotalMemorySize();
        return bytes < 4 * GIB
                ? Check.warning("memory", gib(bytes), "the demo scale wants 6 GiB; make data.patch smaller")
                : Check.good("memory", gib(bytes));
    }

    private static Check heap() {
        long bytes = Runtime.getRuntime().maxMemory();
        return bytes < GIB
                ? Check.warning("heap", gib(bytes), "give Java more: UNET_HEAP=2g ./unet …")
                : Check.good("heap", gib(bytes));
    }

    private static Check offHeap() {
        long bytes = Pointer.maxBytes();
        String found = bytes == 0 ? "unlimited" : gib(bytes);
        return bytes != 0 && bytes < 2 * GIB
                ? Check.warning("off-heap", found, "arrays live there: UNET_OFFHEAP=4g ./unet …")
                : Check.good("off-heap", found);
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
    }
}
