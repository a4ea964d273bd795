package dev.millrace.warehouse;

import java.util.function.Supplier;

/** One connected warehouse. Closing it lets running writes end and refuses new ones. */
public interface Warehouse extends AutoCloseable {
  WriteBack writeBack();

  InputTables inputTables();

  EditHistory editHistory();

  ElementRows elementRows();

  SqlConsole sqlConsole();

  SigdsDoctor doctor();

  /** Whether it answers now. */
  boolean ready();

  /** Tags every statement run on this thread inside {@code work}: shows in the warehouse's logs. */
  <T> T tagged(StatementTag tag, Supplier<T> work);

  @Override
  void close();
}
