package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with stand-ins for Maven, which notes what it is to build, and Java, which prints what it is to run. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
    @TempDir
    Path root;

    private record Said(int code, String text) {}

    @BeforeEach
    void standIns() throws IOException {
        Files.copy(Path.of("../unet"), root.resolve("unet"));
        assertThat(root.resolve("unet").toFile().setExecutable(true)).isTrue();
        Files.copy(Path.of("../pom.xml"), root.resolve("pom.xml"));
        Files.copy(
                Path.of("pom.xml"),
                Files.createDirectory(root.resolve("unet-data")).resolve("pom.xml"));
        program("java", "echo \"$@\"");
        program("mvn", """
                echo "$@" >> built
                for word in "$@"; do
                  case $word in -Dlauncher.classpath=*)
                    mkdir -p unet-experiments/target/classes
                    echo "jars of ${word#*=}" > "unet-experiments/target/${word#*=}" ;;
                  esac
                done""");
    }

    private void program(String name, String script) throws IOException {
        program(root.resolve("bin"), name, script);
    }

    private static void program(Path folder, String name, String script) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name);
        Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Said unet(Map<String, String> environment) throws IOException, InterruptedException {
        return unet(environment, List.of("doctor"));
    }

    private Said unet(Map<String, String> environment, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("unet").toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("UNET_") || name.equals("JAVA_HOME"));
        builder.environment().put("XDG_CACHE_HOME", root.resolve("cache").toString());
        builder.environment().merge("PATH", root.resolve("bin").toString(), (path, ours) -> ours + ":" + path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @Test
    void eachSetOfProfilesIsBuiltOnceAndHasItsOwnClassPath() throws IOException, InterruptedException {
        assertThat(unet(Map.of()).text()).contains("jars of launcher.classpath").doesNotContain("cuda");
        assertThat(unet(Map.of("UNET_PROFILES", "dist, cuda")).text()).contains("jars of launcher,cuda,dist.classpath");
        assertThat(unet(Map.of("UNET_PROFILES", ",cuda,dist")).text()).doesNotContain("building");
        assertThat(unet(Map.of()).text()).contains("jars of launcher.classpath").doesNotContain("building", "cuda");
        assertThat(Files.readAllLines(root.resolve("built")))
                .satisfiesExactly(
                        plain -> assertThat(plain).doesNotContain("-P"),
                        both -> assertThat(both).contains("-Pcuda,dist"));
    }

    @Test
    void theBuildNamesItsClassPathAsTheLauncherDoes() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        assertThat(pom)
                .contains("<launcher.classpath>launcher${launcher.profiles}.classpath</launcher.classpath>")
                .contains("<with.cuda>,cuda</with.cuda>");
    }

    @Test
    void whatIsNoListOfProfilesIsRefused() throws IOException, InterruptedException {
        Said said = unet(Map.of("UNET_PROFILES", "cuda;rm"));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("UNET_PROFILES takes names of Maven profiles");
    }

    /** Maven would build without it and say nothing. */
    @Test
    void aProfileThatThereIsNotIsRefusedBeforeAnythingIsBuilt() throws IOException, InterruptedException {
        Said said = unet(Map.of("UNET_PROFILES", "cuda,cdua"));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("UNET_PROFILES names 'cdua', and pom.xml has no such profile");
        assertThat(root.resolve("built")).doesNotExist();
    }

    @Test
    void sizesThatAreNoneSaySo() throws IOException, InterruptedException {
        for (String name : new String[] {"UNET_HEAP", "UNET_OFFHEAP"}) {
            for (String size : new String[] {"abc", "12q", "-1g", "4 g", "g", "1.5g"}) {
                Said said = unet(Map.of(name, size));
                assertThat(said.code()).as(size).isEqualTo(3);
                assertThat(said.text().lines().filter(line -> line.contains(name)))
                        .containsExactly("unet: " + name + " is '" + size
                                + "', which is no size; a number with k, m, g or t is expected, such as 4g");
            }
        }
        assertThat(unet(Map.of("UNET_HEAP", "50%")).code()).isEqualTo(3);
        for (String size : new String[] {"16m", "0g", "0"}) {
            Said said = unet(Map.of("UNET_HEAP", size));
            assertThat(said.code()).as(size).isEqualTo(3);
            assertThat(said.text()).contains("UNET_HEAP is " + size + ", and Java needs 64m at least");
        }
    }

    @Test
    void sizesAreHandedOn() throws IOException, InterruptedException {
        assertThat(unet(Map.of("UNET_HEAP", "2g", "UNET_OFFHEAP", "50%")).text())
                .contains("-Xmx2g", "-Dorg.bytedeco.javacpp.maxbytes=50%");
        assertThat(unet(Map.of()).text())
                .contains("-Dorg.bytedeco.javacpp.maxbytes=240%")
                .doesNotContain("-Xmx");
    }

    /** A third of the processor's time of such a start would be the second compiler's. */
    @Test
    void helpIsNotCompiledForTheLongRun() throws IOException, InterruptedException {
        for (List<String> words : List.of(List.<String>of(), List.of("--help"), List.of("train", "--help"))) {
            assertThat(unet(Map.of(), words).text()).as("%s", words).contains("-XX:TieredStopAtLevel=1");
        }
        for (List<String> words : List.of(List.of("info", "--in", "a"), List.of("check"), List.of("predict"))) {
            assertThat(unet(Map.of(), words).text()).as("%s", words).doesNotContain("TieredStopAtLevel");
        }
    }

    /** Of this very processor, since what it can do is read where Linux says it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void vectorsComeToWhatComputesWhereTheProcessorHasBfloat16() throws IOException, InterruptedException {
        String vectors = "--add-modules=jdk.incubator.vector";
        assertThat(unet(Map.of(), List.of("train")).text())
                .as("a Java without them")
                .doesNotContain(vectors);
        Files.writeString(root.resolve("release"), "MODULES=\"java.base jdk.incubator.vector java.sql\"\n");
        boolean isCapable = Files.readString(Path.of("/proc/cpuinfo")).contains("avx512_bf16");
        assertThat(unet(Map.of(), List.of("train")).text().contains(vectors)).isEqualTo(isCapable);
        for (List<String> words : List.of(List.<String>of(), List.of("info"), List.of("check"), List.of("doctor"))) {
            assertThat(unet(Map.of(), words).text()).as("%s", words).doesNotContain(vectors);
        }
    }

    @Test
    void foldersOfCudasLibrariesComeBeforeThoseOfTheLinker() throws IOException, InterruptedException {
        program("java", "echo \"libraries $LD_LIBRARY_PATH\"");
        assertThat(unet(Map.of("UNET_CUDA_LIBRARIES", "/cuda:/cudnn", "LD_LIBRARY_PATH", "/own"))
                        .text())
                .contains("libraries /cuda:/cudnn:/own");
        assertThat(unet(Map.of("LD_LIBRARY_PATH", "/own")).text()).contains("libraries /own");
    }

    /** Its loader starts it with its libraries alone, and the machine's Java is not asked for. */
    @Test
    void anArchiveWithAJavaOfItsOwnIsStartedByItsOwnLoader() throws IOException, InterruptedException {
        Path runtime = root.resolve("runtime");
        Files.createFile(Files.createDirectory(root.resolve("lib")).resolve("unet-data.jar"));
        program(runtime.resolve("bin"), "java", "exit 1");
        program(runtime.resolve("bin"), "ld-linux", "echo \"loader $* fonts $FONTCONFIG_FILE\"");
        program("java", "exit 1");

        Said said =
                unet(Map.of("UNET_CUDA_LIBRARIES", "/cuda", "LD_LIBRARY_PATH", "/driver", "UNET_CLASS_DATA", "off"));
        assertThat(said.code()).isZero();
        assertThat(said.text())
                .startsWith(
                        "loader --library-path " + runtime + "/native:/cuda:/driver " + runtime + "/bin/java -Xms32m")
                .contains(
                        "-Dunet.launcher=" + root + "/unet",
                        "-Djdk.lang.Process.launchMechanism=VFORK",
                        "-cp " + root + "/lib/unet-data.jar ",
                        "Unet doctor")
                .contains("fonts " + runtime + "/fonts/fonts.conf");
    }

    /** Of the last package, with whatever else lies there. */
    @Test
    void packagedJarsRunUntilAClassIsNewer() throws IOException, InterruptedException {
        unet(Map.of());
        List<String> jars = new ArrayList<>();
        for (String module : List.of("experiments", "train", "eval", "model", "data")) {
            Path target = root.resolve("unet-" + module + "/target");
            Files.createDirectories(target.resolve("classes"));
            Files.createFile(target.resolve("unet-" + module + "-1-sources.jar"));
            jars.add(Files.createFile(target.resolve("unet-" + module + "-1.jar"))
                    .toString());
        }
        Map<String, String> off = Map.of("UNET_CLASS_DATA", "off");
        assertThat(unet(off).text()).contains("-cp " + String.join(":", jars) + ":jars of launcher.classpath ");

        Path edited = Files.createFile(root.resolve("unet-eval/target/classes/Edited.class"));
        Files.setLastModifiedTime(edited, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(unet(off).text())
                .contains("-cp " + root + "/unet-experiments/target/classes:", "/unet-data/target/classes:jars of")
                .doesNotContain(".jar");

        Files.delete(edited); // which the folder's own date tells
        Files.setLastModifiedTime(
                edited.getParent(), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(unet(off).text()).doesNotContain(".jar");
    }

    /** Stands in for a Java that keeps the classes it loaded. */
    private void keepingJava() throws IOException {
        program("java", """
                for word in "$@"; do
                  case $word in -XX:ArchiveClassesAtExit=*) echo "chatter"; echo once >> KEPT; echo classes > "${word#*=}"; exit ;; esac
                done
                echo "$*"
                """.replace("KEPT", root + "/kept"));
    }

    private static Path prepared(Path folder) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end; Thread.sleep(20)) {
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> found = files.map(Path::toString)
                        .filter(file -> file.matches(".*\\.(jsa|lock)"))
                        .map(Path::of)
                        .toList();
                if (found.size() == 1 && found.get(0).toString().endsWith(".jsa")) {
                    return found.get(0);
                }
            } catch (UncheckedIOException changing) {
                // looks again
            }
        }
        throw new AssertionError("no file of prepared classes in " + folder);
    }

    @Test
    void classesArePreparedOnceForTheSameJars() throws IOException, InterruptedException {
        keepingJava();
        Path lib = Files.createDirectory(root.resolve("lib"));
        Path jar = Files.writeString(lib.resolve("unet-data.jar"), "first");
        Files.createFile(lib.resolve("another.jar"));

        assertThat(unet(Map.of()).text())
                .contains("-cp " + lib + "/another.jar:" + jar + " ")
                .doesNotContain("SharedArchiveFile", "chatter");
        Path first = prepared(lib);
        assertThat(unet(Map.of()).text()).contains("-XX:SharedArchiveFile=" + first + " ");
        assertThat(unet(Map.of("UNET_CLASS_DATA", "off")).text()).doesNotContain("SharedArchiveFile");
        assertThat(root.resolve("kept")).hasContent("once");

        Files.writeString(jar, "second");
        assertThat(unet(Map.of()).text()).doesNotContain("SharedArchiveFile");
        Path second = prepared(lib);
        assertThat(second).isNotEqualTo(first);
        assertThat(unet(Map.of()).text()).contains("-XX:SharedArchiveFile=" + second + " ");
    }

    /** A file of the lock's name stands for a folder that is read-only, which is none for root. */
    @Test
    void aFolderThatCannotBeWrittenLeavesTheUsersCache() throws IOException, InterruptedException {
        keepingJava();
        Path lib = Files.createDirectory(root.resolve("lib"));
        Files.createFile(lib.resolve("unet-data.jar"));
        Files.createFile(lib.resolve("classes.lock"));
        Files.createDirectories(root.resolve("cache/attention-unet"));

        assertThat(unet(Map.of()).text()).doesNotContain("SharedArchiveFile");
        Path file = prepared(root.resolve("cache/attention-unet"));
        assertThat(unet(Map.of()).text()).contains("-XX:SharedArchiveFile=" + file + " ");
    }

    @Test
    void aStartSaysTheSameWhateverBecameOfThePreparedClasses() throws IOException, InterruptedException {
        Path lib = Files.createDirectory(root.resolve("lib"));
        jar(lib.resolve("unet-experiments.jar"));
        Files.delete(root.resolve("bin/java"));
        Map<String, String> own = Map.of("JAVA_HOME", System.getProperty("java.home"));

        Said before = unet(own);
        assertThat(before).isEqualTo(new Said(7, "hello doctor\n"));
        Path file = prepared(lib);
        assertThat(unet(own)).isEqualTo(before);
        Map<String, String> watched = new HashMap<>(own);
        watched.put("UNET_JAVA_OPTIONS", "-Xlog:class+load");
        assertThat(unet(watched).text()).containsPattern("Unet source: shared objects file \\(top\\)");

        byte[] whole = Files.readAllBytes(file);
        for (byte[] broken : new byte[][] {{}, Arrays.copyOf(whole, whole.length / 2), new byte[whole.length]}) {
            Files.deleteIfExists(file);
            Files.write(file, broken);
            assertThat(unet(own)).as(broken.length + " bytes").isEqualTo(before);
            prepared(lib);
        }
    }

    /** A program as small as can be under the name of ours. */
    private void jar(Path file) throws IOException {
        Path source = Files.createDirectories(root.resolve("source/org/attunet/experiments/cli"));
        Files.writeString(source.resolve("Unet.java"), """
                package org.attunet.experiments.cli;
                class Unet {
                    public static void main(String[] args) {
                        System.out.println("hello " + args[0]);
                        System.exit(7);
                    }
                }""");
        Files.writeString(source.resolve("PreparedClasses.java"), """
                package org.attunet.experiments.cli;
                class PreparedClasses {
                    public static void main(String[] args) throws ClassNotFoundException {
                        Class.forName("org.attunet.experiments.cli.Unet");
                    }
                }""");
        Path classes = Files.createDirectory(root.resolve("compiled"));
        List<String> javac = List.of("-d", classes.toString(), source + "/Unet.java", source + "/PreparedClasses.java");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, javac.toArray(String[]::new)))
                .isZero();
        java.util.spi.ToolProvider jar =
                java.util.spi.ToolProvider.findFirst("jar").orElseThrow();
        assertThat(jar.run(
                        System.out, System.err, "--create", "--file", file.toString(), "-C", classes.toString(), "."))
                .isZero();
    }
}
