package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        ProcessBuilder builder =
                new ProcessBuilder(root.resolve("unet").toString(), "doctor").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("UNET_") || name.equals("JAVA_HOME"));
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
        Files.createDirectory(root.resolve("lib"));
        program(runtime.resolve("bin"), "java", "exit 1");
        program(runtime.resolve("bin"), "ld-linux", "echo \"loader $* fonts $FONTCONFIG_FILE\"");
        program("java", "exit 1");

        Said said = unet(Map.of("UNET_CUDA_LIBRARIES", "/cuda", "LD_LIBRARY_PATH", "/driver"));
        assertThat(said.code()).isZero();
        assertThat(said.text())
                .startsWith(
                        "loader --library-path " + runtime + "/native:/cuda:/driver " + runtime + "/bin/java -Xms32m")
                .contains(
                        "-Dunet.launcher=" + root + "/unet",
                        "-Djdk.lang.Process.launchMechanism=VFORK",
                        "-cp " + root + "/lib/*",
                        "Unet doctor")
                .contains("fonts " + runtime + "/fonts/fonts.conf");
    }
}
