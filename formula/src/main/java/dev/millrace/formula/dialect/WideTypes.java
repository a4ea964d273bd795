package dev.millrace.formula.dialect;

import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Types with decimals of up to 38 digits; Calcite's own end at 19. */
public final class WideTypes extends SqlTypeFactoryImpl {
  private static final int MAX_DIGITS = 38;
  private static final RelDataTypeSystem SYSTEM =
      new RelDataTypeSystemImpl() {
        @Override
        public int getMaxPrecision(SqlTypeName name) {
          return name == SqlTypeName.DECIMAL ? MAX_DIGITS : super.getMaxPrecision(name);
        }

        @Override
        public int getMaxScale(SqlTypeName name) {
          return name == SqlTypeName.DECIMAL ? MAX_DIGITS : super.getMaxScale(name);
        }
      };

  public WideTypes() {
    super(SYSTEM);
  }
}
