package dev.millrace.workers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Collectors;

@AnalyzeClasses(
    packages = "dev.millrace.workers",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsNoCamunda =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("io.camunda..");

  @ArchTest
  static final ArchRule handlersKnowNeitherEngineNorDatabase =
      noClasses()
          .that()
          .resideInAnyPackage("dev.millrace.workers.handler", "dev.millrace.workers.value")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.engine..",
              "dev.millrace.bpmn..",
              "dev.millrace.workers.ledger",
              "dev.millrace.workers.lifecycle",
              "java.sql..",
              "javax.sql..",
              "org.springframework..");

  @ArchTest
  static final ArchRule onlyTheLedgerSpeaksSql =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.millrace.workers.ledger", "dev.millrace.workers.lifecycle")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc..", "java.sql..");

  @ArchTest
  static final ArchRule knowsFormulasByTheirContractOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.millrace.formula.language..");

  @ArchTest
  static final ArchRule noDumpingGround =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl|DTO)");

  @ArchTest
  static final ArchRule hasNoPackageCycles =
      slices().matching("dev.millrace.workers.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void packagesStaySmall(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().isEmpty())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
        .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(15));
  }
}
