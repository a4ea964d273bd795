package dev.millrace.app.access;

import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.access.Role;
import org.springframework.stereotype.Component;

/** Rights by role, the same on every workbook. */
@Component
final class RoleAccess implements Access {
  @Override
  public boolean allows(Reader reader, Right right, String workbook) {
    return reader.role().compareTo(lowest(right)) >= 0;
  }

  private static Role lowest(Right right) {
    return switch (right) {
      case READ_WORKBOOK -> Role.VIEWER;
      case EDIT_ROWS, RUN_SEQUENCE -> Role.USER;
      case PUBLISH_WORKBOOK -> Role.DESIGNER;
      case CONTROL_ALL_EXECUTIONS -> Role.OPERATOR;
      case READ_WAREHOUSE, MEND_WAREHOUSE -> Role.ADMIN;
    };
  }
}
