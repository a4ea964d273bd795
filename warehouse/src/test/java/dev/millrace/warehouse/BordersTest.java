package dev.millrace.warehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.millrace.warehouse",
    importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
  @ArchTest
  static final ArchRule seesOnlyWhatLiesBelowIt =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.warehouse..",
              "dev.millrace.workbook..",
              "dev.millrace.formula",
              "dev.millrace.formula.viewer",
              "java..",
              "com.fasterxml.jackson..",
              "org.duckdb..",
              "org.postgresql..",
              "com.zaxxer.hikari..",
              "org.jspecify..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule onlyDuckDbKnowsItsDriver =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.millrace.warehouse.duckdb")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.duckdb..");

  @ArchTest
  static final ArchRule noCircles =
      slices().matching("dev.millrace.(warehouse.*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noDumpingGround =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl)");
}
