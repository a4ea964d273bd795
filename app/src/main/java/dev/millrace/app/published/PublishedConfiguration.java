package dev.millrace.app.published;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.event.Events;
import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.bpmn.SequenceCompiler;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.file.WorkbookFiles;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Publishing, and what runs before the first request is taken. */
@Configuration(proxyBeanMethods = false)
class PublishedConfiguration {
  @Bean
  CsvFiles csvFiles(DataDirectory directory) {
    return new CsvFiles(directory.directory("uploads"));
  }

  @Bean
  PublishedWorkbooks publishedWorkbooks(
      VersionStore store,
      WorkbookFiles files,
      SequenceCompiler compiler,
      Warehouse warehouse,
      WorkflowEngine engine,
      CsvFiles csv,
      Access access,
      AuditLog audit,
      Events events,
      Clock clock) {
    Publisher publisher = new Publisher(files, compiler, warehouse, engine, csv);
    return new PublishedWorkbooks(store, publisher, access, audit, events, clock);
  }

  @Bean
  SmartInitializingSingleton runWorkbooks(
      PublishedWorkbooks workbooks, CsvFiles csv, MillraceSettings settings) {
    return () -> {
      workbooks.start();
      if (settings.demo() && workbooks.isEmpty()) {
        new Demo(settings.demoDir(), csv).publish(workbooks);
      }
    };
  }
}
