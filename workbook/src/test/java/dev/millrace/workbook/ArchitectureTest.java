package dev.millrace.workbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
    packages = "dev.millrace.workbook",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule isPure =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.workbook..",
              "dev.millrace.formula",
              "dev.millrace.formula.viewer",
              "java..",
              "org.jspecify..",
              "org.yaml.snakeyaml..",
              "com.fasterxml.jackson..",
              "com.google.re2j..");

  @ArchTest
  static final ArchRule knowsFormulasByTheirContractOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.millrace.formula.language..");

  @ArchTest
  static final ArchRule onlyTheTreeKnowsSnakeYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.millrace.workbook.yaml")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.yaml.snakeyaml..");

  @ArchTest
  static final ArchRule hasNoPackageCycles =
      slices().matching("dev.millrace.workbook.(*)..").should().beFreeOfCycles();

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
