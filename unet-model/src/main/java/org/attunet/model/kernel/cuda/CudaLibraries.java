package org.attunet.model.kernel.cuda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.Loader;

/** What CUDA needs on a machine: the bindings' natives, the driver, CUDA's runtime and compiler, cuDNN. Loaded in this order. */
public final class CudaLibraries {
    private static final String BUILD = "build with -Pcuda, or start with UNET_PROFILES=cuda ./unet";

    /** Of a dynamic linker's message, the library that it did not find. */
    private static final Pattern MISSING = Pattern.compile("(lib[\\w+-]+\\.so[.\\d]*): cannot open");

    private CudaLibraries() {}

    /** Whether this build has the bindings' natives for this platform, whatever the machine has. */
    public static boolean areBuiltIn() {
        String natives = "org/bytedeco/cuda/" + Loader.getPlatform() + "/" + System.mapLibraryName("jnicudart");
        return CudaLibraries.class.getClassLoader().getResource(natives) != null;
    }

    /**
     * Loads them all.
     *
     * @throws DeviceException with the first that is missing, and what helps
     */
    static void load() {
        if (!areBuiltIn()) {
            throw new DeviceException("this build has no part for GPUs: " + BUILD);
        }
        Map<String, Class<?>> bindings = new LinkedHashMap<>();
        bindings.put("CUDA's runtime", cudart.class);
        bindings.put("NVRTC, CUDA's compiler,", nvrtc.class);
        bindings.put("cuDNN 9", cudnn.class);
        bindings.forEach(CudaLibraries::load);
    }

    private static void load(String what, Class<?> binding) {
        try {
            Loader.load(binding);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            throw new DeviceException(missing(what, messages(e)), e);
        }
    }

    private static String messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.add(String.valueOf(cause.getMessage()));
        }
        return String.join("; ", messages);
    }

    /** One sentence of what the linker said. */
    static String missing(String what, String messages) {
        Matcher matcher = MISSING.matcher(messages);
        if (!matcher.find()) {
            return what + " does not load: " + messages;
        }
        String library = matcher.group(1);
        if (library.startsWith("libcuda.so")) {
            return "there is no NVIDIA driver here (" + library
                    + "): install one, or compute on the CPU (--device cpu)";
        }
        return what + " is missing (" + library + "): install it, name its folder in UNET_CUDA_LIBRARIES, or " + BUILD
                + " without -Dcuda.version, which brings it";
    }
}
