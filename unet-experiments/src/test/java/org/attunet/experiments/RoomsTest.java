package org.attunet.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.deeplearning4j.nn.graph.ComputationGraph;

@AnalyzeClasses(packages = "org.attunet", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule modulesKnowOnlyTheRoomsBeforeThem = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.attunet..")
            .withOptionalLayers(true)
            .layer("data")
            .definedBy("org.attunet.data..")
            .layer("model")
            .definedBy("org.attunet.model..")
            .layer("eval")
            .definedBy("org.attunet.eval..")
            .layer("train")
            .definedBy("org.attunet.train..")
            .layer("experiments")
            .definedBy("org.attunet.experiments..")
            .whereLayer("data")
            .mayNotAccessAnyLayer()
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("eval")
            .mayOnlyAccessLayers("data", "model")
            .whereLayer("train")
            .mayOnlyAccessLayers("data", "model", "eval")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule theShadedJacksonServesArbiterAndDeeplearning4jAlone = noClasses()
            .that()
            .resideOutsideOfPackages("org.attunet.model..", "org.attunet.train", "org.attunet.experiments.sweep..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.nd4j.shade..");

    @ArchTest
    static final ArchRule onlyTheCommandsSeePicocli = noClasses()
            .that()
            .resideOutsideOfPackage("org.attunet.experiments.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule packagesStandInNoCircle =
            slices().matching("org.attunet.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theNetworkIsWrittenDownWithoutLibraries = noClasses()
            .that()
            .resideInAPackage("org.attunet.model.network..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");

    @ArchTest
    static final ArchRule executionAndKernelsKnowNoDeeplearning4j = noClasses()
            .that()
            .resideInAnyPackage("org.attunet.model.execution..", "org.attunet.model.kernel")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.deeplearning4j..");

    @ArchTest
    static final ArchRule graphsOfDeeplearning4jStandBehindOneDoor = noClasses()
            .that()
            .resideOutsideOfPackage("org.attunet.model.graph")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ComputationGraph.class);
}
