create table app_user (
  name        varchar(200) primary key,
  role        varchar(20)  not null,
  password    varchar(200) not null,
  -- grows with each change of password or role; tokens carry it, and older ones are void
  credentials int          not null
);

create table app_revoked_token (
  id         varchar(100) primary key,
  expires_at timestamp with time zone not null
);

create table app_workbook_version (
  workbook     varchar(200) not null,
  version      int          not null,
  source       text         not null,
  checksum     varchar(64)  not null,
  published_by varchar(200) not null,
  published_at timestamp with time zone not null,
  primary key (workbook, version)
);

create table app_event (
  id        bigint       primary key,
  at        timestamp with time zone not null,
  type      varchar(50)  not null,
  -- who gets it: one user, one browser tab of that user, or all who may read the workbook
  to_user   varchar(200),
  to_tab    varchar(100),
  workbook  varchar(200),
  -- the same for every delivery of one effect
  effect    varchar(200) unique,
  body      text         not null
);

create index app_event_at on app_event (at);

create table app_audit (
  id         uuid         primary key,
  at         timestamp with time zone not null,
  request_id varchar(100),
  user_name  varchar(200) not null,
  action     varchar(50)  not null,
  target     varchar(500) not null,
  outcome    varchar(100) not null
);

create index app_audit_at on app_audit (at);
