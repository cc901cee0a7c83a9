package org.attunet.experiments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.ModelFile;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.train.RunFolder;

/** Which build this is. */
public final class CodeVersion {
    private CodeVersion() {}

    /** Maven's version of this build, such as {@code 0.1.0-SNAPSHOT}. */
    public static String current() {
        Properties properties = new Properties();
        try (InputStream in = CodeVersion.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** The same and a hash of the code that runs, such as {@code 0.1.0-SNAPSHOT+3f9ac2d0417b}: two builds of one version differ. */
    public static String exact() {
        return current() + "+" + Lazy.HASH;
    }

    /** Hashed once, when first asked for. */
    private static final class Lazy {
        static final String HASH = CodeHash.of(
                List.of(CodeVersion.class, RunFolder.class, ModelFile.class, AttentionUNet.class, Volume.class));
    }
}
