package dev.millrace.formula;

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
import java.util.Map;
import java.util.stream.Collectors;

@AnalyzeClasses(
    packages = "dev.millrace.formula",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final int MOST_TYPES = 15;

  @ArchTest
  static final ArchRule FORMULA_IS_PURE =
      classes()
          .that()
          .resideInAPackage("dev.millrace.formula..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.formula..",
              "java..",
              "org.jspecify..",
              "org.apache.calcite..",
              "com.google.re2j..",
              "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.millrace.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_VOCABULARY_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.millrace.formula")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.millrace.formula.*..");

  @ArchTest
  static final ArchRule EVALUATION_NEEDS_NO_SQL =
      noClasses()
          .that()
          .resideInAnyPackage("dev.millrace.formula.value..", "dev.millrace.formula.syntax..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.calcite..", "java.sql..");

  @ArchTest
  static final ArchRule NO_DUMPING_GROUND =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl|DTO|Data|Info)");

  @ArchTest
  static void packagesStaySmall(JavaClasses all) {
    Map<String, Long> sizes =
        all.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(sizes.values()).allMatch(size -> size <= MOST_TYPES);
  }
}
