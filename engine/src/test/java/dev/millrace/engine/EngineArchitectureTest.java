package dev.millrace.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.millrace.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class EngineArchitectureTest {
  @ArchTest
  static final ArchRule thePortIsPlainJava =
      classes()
          .that()
          .resideInAPackage("dev.millrace.engine")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.millrace.engine", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule onlyAnAdapterKnowsCamunda =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.millrace.engine.remote..",
              "dev.millrace.engine.embedded..",
              "dev.millrace.engine.gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.camunda..", "io.grpc..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.millrace.engine.(*)..").should().beFreeOfCycles();
}
