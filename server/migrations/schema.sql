-- What the migrations add up to: the shared schema, and that of one city.
-- Written by scripts/write-schema.ts; a change of a migration without it fails the check.

CREATE SCHEMA platform;

SET search_path TO platform, public;

CREATE TABLE platform.city (
  id text NOT NULL,
  name text NOT NULL,
  time_zone text NOT NULL,
  synthetic boolean NOT NULL,
  attribution text NOT NULL,
  geoid_undulation_metres double precision NOT NULL,
  extent geometry(Polygon,32632) NOT NULL,
  centre geometry(Point,32632) NOT NULL,
  loaded_at timestamp with time zone NOT NULL
);

CREATE TABLE platform.migration (
  name text NOT NULL,
  applied_at timestamp with time zone NOT NULL
);

ALTER TABLE platform.city ADD CONSTRAINT city_id_check CHECK ((id ~ '^[a-z][a-z0-9_]{1,40}$'::text));

ALTER TABLE platform.city ADD CONSTRAINT city_pkey PRIMARY KEY (id);

ALTER TABLE platform.migration ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

CREATE SCHEMA city;

SET search_path TO city, platform, public;

CREATE TABLE city.address (
  id integer NOT NULL,
  external_id text NOT NULL,
  street_id integer NOT NULL,
  house_number text NOT NULL,
  building_id integer,
  geom geometry(Point,32632) NOT NULL
);

CREATE TABLE city.attachment (
  id uuid NOT NULL,
  intervention_id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size_bytes integer NOT NULL,
  sha256 text NOT NULL,
  added_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone
);

CREATE TABLE city.audit_entry (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text NOT NULL,
  before jsonb,
  after jsonb,
  request_id text NOT NULL
);

CREATE TABLE city.building (
  id integer NOT NULL,
  external_id text NOT NULL,
  geom geometry(Polygon,32632) NOT NULL,
  base_metres real,
  height_metres real,
  clear_height_metres real NOT NULL DEFAULT 0,
  use text NOT NULL,
  floors smallint,
  year_built smallint,
  height_source text NOT NULL,
  name text
);

CREATE TABLE city.car_park (
  id integer NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  places integer,
  geom geometry(Point,32632) NOT NULL
);

CREATE TABLE city.contact (
  id uuid NOT NULL,
  intervention_id uuid NOT NULL,
  "position" smallint NOT NULL,
  name text NOT NULL,
  duty text NOT NULL,
  organisation text NOT NULL,
  phone text NOT NULL,
  email text NOT NULL
);

CREATE TABLE city.cycle_track (
  id integer NOT NULL,
  external_id text NOT NULL,
  name text,
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  one_way boolean NOT NULL,
  geom geometry(LineString,32632) NOT NULL
);

CREATE TABLE city.dataset (
  layer text NOT NULL,
  title text NOT NULL,
  source text NOT NULL,
  licence text NOT NULL,
  synthetic boolean NOT NULL,
  feature_count integer NOT NULL,
  content_hash text NOT NULL,
  loaded_at timestamp with time zone NOT NULL,
  id text NOT NULL,
  publisher text,
  attribution text,
  file text,
  format text,
  crs text,
  derived boolean NOT NULL DEFAULT false,
  assumptions jsonb NOT NULL DEFAULT '[]'::jsonb,
  record_count integer,
  refused_count integer,
  repaired_count integer
);

CREATE TABLE city.disclosure (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  actor_id text NOT NULL,
  endpoint text NOT NULL,
  category text NOT NULL,
  subject_ids text[] NOT NULL,
  fields text[] NOT NULL,
  purpose text NOT NULL,
  request_id text NOT NULL
);

CREATE TABLE city.draft (
  person_id text NOT NULL,
  id uuid NOT NULL,
  revision integer NOT NULL,
  form_version integer NOT NULL,
  content text NOT NULL,
  updated_at timestamp with time zone NOT NULL
);

CREATE TABLE city.elevation_point (
  id integer NOT NULL,
  external_id text NOT NULL,
  elevation_metres real NOT NULL,
  geom geometry(Point,32632) NOT NULL
);

CREATE TABLE city.event (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  change text,
  intervention_id uuid,
  version integer,
  extent double precision[],
  office_id text
);

CREATE TABLE city.facility (
  id integer NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  address text,
  pupils integer,
  geom geometry(Point,32632) NOT NULL
);

CREATE TABLE city.finding (
  id uuid NOT NULL,
  rule text NOT NULL,
  rule_version integer NOT NULL,
  severity text NOT NULL,
  class text NOT NULL,
  a_phase_id uuid NOT NULL,
  b_phase_id uuid,
  statement jsonb NOT NULL,
  overlap_geom geometry(Geometry,32632) NOT NULL,
  overlap_during tstzrange NOT NULL,
  found_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  counterpart_type text NOT NULL,
  counterpart_key text NOT NULL,
  a_intervention_id uuid,
  b_intervention_id uuid
);

CREATE TABLE city.finding_comment (
  id uuid NOT NULL,
  finding_id uuid NOT NULL,
  rule text NOT NULL,
  a_phase_id uuid NOT NULL,
  counterpart_type text NOT NULL,
  counterpart_key text NOT NULL,
  office_id text NOT NULL,
  text text NOT NULL,
  author_id text NOT NULL,
  at timestamp with time zone NOT NULL
);

CREATE TABLE city.foreign_event (
  id integer NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  road text,
  description text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  told_at timestamp with time zone NOT NULL,
  geom geometry(Point,32632) NOT NULL
);

CREATE TABLE city.ground (
  id integer NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  name text,
  elevation_metres real,
  geom geometry(Polygon,32632) NOT NULL,
  derived boolean NOT NULL DEFAULT false
);

CREATE TABLE city.import_dataset (
  run_id integer NOT NULL,
  dataset_id text NOT NULL,
  "position" integer NOT NULL,
  layer text NOT NULL,
  title text NOT NULL,
  state text NOT NULL,
  records_read integer NOT NULL DEFAULT 0,
  features integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  repaired integer NOT NULL DEFAULT 0,
  warned integer NOT NULL DEFAULT 0,
  left_out integer NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  bytes_total bigint,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  reason text
);

CREATE TABLE city.import_problem (
  run_id integer NOT NULL,
  dataset_id text NOT NULL,
  "position" integer NOT NULL,
  record_number integer NOT NULL,
  line integer,
  code text NOT NULL,
  consequence text NOT NULL,
  field text,
  detail text
);

CREATE TABLE city.import_run (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  source text NOT NULL,
  state text NOT NULL,
  started_by text,
  process text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  heartbeat_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  cancel_requested_at timestamp with time zone,
  reason text
);

CREATE TABLE city.intervention (
  id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  place text NOT NULL,
  description text NOT NULL,
  office_id text NOT NULL,
  synthetic boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone,
  cause text NOT NULL DEFAULT ''::text,
  contractor text NOT NULL DEFAULT ''::text,
  urgent boolean NOT NULL DEFAULT false,
  recurrence text,
  reinstatement text,
  reinstated_at timestamp with time zone,
  contacts_revision integer NOT NULL DEFAULT 0,
  phase_count smallint NOT NULL DEFAULT 0,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  impact_rank smallint,
  hindrance_rank smallint,
  area_square_metres double precision,
  ground_box geometry(Polygon,32632),
  search_text text NOT NULL DEFAULT ''::text,
  duties_met text[] NOT NULL DEFAULT '{}'::text[]
);

CREATE TABLE city.judgement (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  finding_id uuid NOT NULL,
  rule text NOT NULL,
  a_phase_id uuid NOT NULL,
  counterpart_type text NOT NULL,
  counterpart_key text NOT NULL,
  fingerprint text,
  office_id text NOT NULL,
  verdict text NOT NULL,
  reason text,
  action text,
  responsible text,
  due_on date,
  until date,
  clearance jsonb,
  author_id text NOT NULL,
  at timestamp with time zone NOT NULL
);

CREATE TABLE city.layer_id (
  layer text NOT NULL,
  last_id integer NOT NULL
);

CREATE TABLE city.limited_traffic_gate (
  id integer NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  hours text,
  geom geometry(Point,32632) NOT NULL
);

CREATE TABLE city.limited_traffic_zone (
  id integer NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  geom geometry(MultiPolygon,32632) NOT NULL
);

CREATE TABLE city.migration (
  name text NOT NULL,
  applied_at timestamp with time zone NOT NULL
);

CREATE TABLE city.no_dig_period (
  id uuid NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  yearly boolean NOT NULL,
  from_day text NOT NULL,
  to_day text NOT NULL,
  kinds text[] NOT NULL,
  areas jsonb NOT NULL,
  geom geometry(MultiPolygon,32632),
  source text NOT NULL,
  confirmed boolean NOT NULL,
  ended boolean NOT NULL,
  author_id text NOT NULL,
  office_id text,
  at timestamp with time zone NOT NULL
);

CREATE TABLE city.notice (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  office_id text NOT NULL,
  kind text NOT NULL,
  intervention_id uuid NOT NULL,
  own_intervention_id uuid,
  details jsonb NOT NULL DEFAULT '{}'::jsonb,
  at timestamp with time zone NOT NULL
);

CREATE TABLE city.notice_read (
  person_id text NOT NULL,
  notice_id bigint NOT NULL,
  read_at timestamp with time zone NOT NULL
);

CREATE TABLE city.office (
  id text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  networks text[] NOT NULL DEFAULT '{}'::text[]
);

CREATE TABLE city.person (
  id text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  office_id text,
  fictional boolean NOT NULL
);

CREATE TABLE city.phase (
  id uuid NOT NULL,
  intervention_id uuid NOT NULL,
  "position" smallint NOT NULL,
  geom geometry(Polygon,32632) NOT NULL,
  centreline geometry(LineString,32632),
  width_metres real,
  during tstzrange NOT NULL,
  vehicle_impact text NOT NULL,
  hindrance text NOT NULL,
  depth_metres real,
  kind text NOT NULL,
  live boolean NOT NULL,
  removed boolean NOT NULL DEFAULT false,
  daily_minutes int4range,
  weekdays smallint[] NOT NULL DEFAULT '{1,2,3,4,5,6,7}'::smallint[],
  height_metres real,
  footway_width_metres real,
  carriageway_width_metres real,
  detour geometry(LineString,32632),
  noise_power_decibels real,
  expected_people integer,
  machines text[] NOT NULL DEFAULT '{}'::text[],
  detour_agreements jsonb NOT NULL DEFAULT '[]'::jsonb
);

CREATE TABLE city.phase_extension (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  intervention_id uuid NOT NULL,
  phase_id uuid NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  extended_to timestamp with time zone NOT NULL,
  reason text,
  at timestamp with time zone NOT NULL
);

CREATE TABLE city.place (
  id integer NOT NULL,
  kind text NOT NULL,
  external_id text NOT NULL,
  title text NOT NULL,
  detail text,
  size_metres real NOT NULL,
  street_ids integer[] NOT NULL,
  undriven boolean NOT NULL,
  geom geometry(Point,32632) NOT NULL,
  extent geometry(Geometry,32632) NOT NULL
);

CREATE TABLE city.place_segment (
  place_id integer NOT NULL,
  segment_id integer NOT NULL,
  from_node integer NOT NULL,
  to_node integer NOT NULL
);

CREATE TABLE city.place_word (
  word text NOT NULL,
  place_ids integer[] NOT NULL
);

CREATE TABLE city.proposal (
  id uuid NOT NULL,
  finding_id uuid NOT NULL,
  a_phase_id uuid NOT NULL,
  b_phase_id uuid NOT NULL,
  a_intervention_id uuid NOT NULL,
  b_intervention_id uuid NOT NULL,
  shared_square_metres double precision NOT NULL
);

CREATE TABLE city.proposal_step (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  proposal_id uuid NOT NULL,
  action text NOT NULL,
  office_id text NOT NULL,
  reason text,
  moving_phase_id uuid,
  moving_was tstzrange,
  moving_to tstzrange,
  other_at tstzrange,
  author_id text NOT NULL,
  at timestamp with time zone NOT NULL
);

CREATE TABLE city.reexamination (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  rules text[] NOT NULL,
  kinds text[] NOT NULL,
  target text NOT NULL,
  state text NOT NULL,
  total integer,
  done integer NOT NULL DEFAULT 0,
  after_id uuid,
  asked_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone
);

CREATE TABLE city.regularisation (
  intervention_id uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  due_on date NOT NULL,
  done_at timestamp with time zone,
  done_by text,
  reference text NOT NULL DEFAULT ''::text
);

CREATE TABLE city.relief (
  id integer NOT NULL,
  west double precision NOT NULL,
  south double precision NOT NULL,
  step_east double precision NOT NULL,
  step_north double precision NOT NULL,
  columns integer NOT NULL,
  rows integer NOT NULL,
  lowest_metres double precision NOT NULL,
  quantum_metres double precision NOT NULL,
  heights bytea NOT NULL,
  surveyed bytea NOT NULL
);

CREATE TABLE city.row_import (
  id uuid NOT NULL,
  name text NOT NULL,
  format text NOT NULL,
  state text NOT NULL,
  bytes integer NOT NULL,
  received integer NOT NULL DEFAULT 0,
  office_id text NOT NULL,
  started_by text NOT NULL,
  settings jsonb NOT NULL,
  header jsonb,
  rows_total integer,
  reason text,
  created_at timestamp with time zone NOT NULL,
  running_since timestamp with time zone,
  done_before integer NOT NULL DEFAULT 0,
  ended_at timestamp with time zone
);

CREATE TABLE city.row_import_place (
  import_id uuid NOT NULL,
  key text NOT NULL,
  place jsonb NOT NULL
);

CREATE TABLE city.row_import_row (
  import_id uuid NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  cells jsonb NOT NULL,
  planned jsonb,
  place_key text,
  chosen jsonb,
  problems jsonb,
  intervention_id uuid NOT NULL
);

CREATE TABLE city.rule_parameter (
  parameter text NOT NULL,
  version integer NOT NULL,
  value double precision NOT NULL,
  source text NOT NULL,
  confirmed boolean NOT NULL,
  author_id text NOT NULL,
  office_id text,
  at timestamp with time zone NOT NULL
);

CREATE TABLE city.setting (
  name text NOT NULL,
  value text NOT NULL
);

CREATE TABLE city.street (
  id integer NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  class text NOT NULL,
  width_metres real NOT NULL,
  carriageway_width_metres real NOT NULL,
  geom geometry(MultiLineString,32632) NOT NULL,
  width_source text NOT NULL
);

CREATE TABLE city.street_node (
  id integer NOT NULL,
  external_id text NOT NULL,
  geom geometry(Point,32632) NOT NULL
);

CREATE TABLE city.street_segment (
  id integer NOT NULL,
  external_id text NOT NULL,
  street_id integer,
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  one_way boolean NOT NULL,
  lanes smallint,
  speed_kilometres_per_hour smallint,
  geom geometry(LineString,32632) NOT NULL,
  name text,
  highway text,
  class text NOT NULL,
  bridge boolean NOT NULL DEFAULT false,
  tunnel boolean NOT NULL DEFAULT false,
  carriageway_width_metres real,
  way_ids bigint[] NOT NULL DEFAULT '{}'::bigint[]
);

CREATE TABLE city.surveyed_ground (
  id integer NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  name text,
  elevation_metres real,
  geom geometry(Polygon,32632) NOT NULL
);

CREATE TABLE city.traffic_demand (
  from_zone text NOT NULL,
  to_zone text NOT NULL,
  trips_per_hour real[] NOT NULL
);

CREATE TABLE city.traffic_sensor (
  id integer NOT NULL,
  external_id text NOT NULL,
  road_name text,
  direction text,
  observed_at timestamp with time zone,
  flow_vehicles_per_hour real,
  speed_kilometres_per_hour real,
  geom geometry(Point,32632) NOT NULL
);

CREATE TABLE city.traffic_zone (
  id integer NOT NULL,
  external_id text NOT NULL,
  match_share real,
  geom geometry(MultiPolygon,32632)
);

CREATE TABLE city.transit_line (
  id integer NOT NULL,
  external_id text NOT NULL,
  code text NOT NULL,
  mode text NOT NULL,
  title text NOT NULL,
  geom geometry(MultiLineString,32632)
);

CREATE TABLE city.transit_stop (
  id integer NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  line_codes text[] NOT NULL,
  geom geometry(Point,32632) NOT NULL,
  step_free boolean
);

CREATE TABLE city.tree (
  id integer NOT NULL,
  external_id text NOT NULL,
  species text,
  size_class text,
  monumental boolean NOT NULL DEFAULT false,
  height_metres real,
  crown_diameter_metres real,
  trunk_diameter_metres real,
  base_metres real,
  geom geometry(Point,32632) NOT NULL,
  condition text,
  failure_class text
);

CREATE TABLE city.utility (
  id integer NOT NULL,
  external_id text NOT NULL,
  network text NOT NULL,
  diameter_millimetres integer NOT NULL,
  depth_metres real NOT NULL,
  material text,
  accuracy_class text NOT NULL,
  geom geometry(LineString,32632) NOT NULL
);

CREATE TABLE city.zone (
  id integer NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  residents integer,
  geom geometry(MultiPolygon,32632) NOT NULL,
  households integer
);

ALTER TABLE city.address ADD CONSTRAINT address_external_id_key UNIQUE (external_id);

ALTER TABLE city.address ADD CONSTRAINT address_pkey PRIMARY KEY (id);

ALTER TABLE city.attachment ADD CONSTRAINT attachment_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

ALTER TABLE city.attachment ADD CONSTRAINT attachment_pkey PRIMARY KEY (id);

ALTER TABLE city.attachment ADD CONSTRAINT attachment_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE city.attachment ADD CONSTRAINT attachment_size_bytes_check CHECK ((size_bytes > 0));

ALTER TABLE city.audit_entry ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);

ALTER TABLE city.building ADD CONSTRAINT building_check CHECK (((height_metres IS NULL) = (height_source = 'unknown'::text)));

ALTER TABLE city.building ADD CONSTRAINT building_clear_height_metres_check CHECK ((clear_height_metres >= (0)::double precision));

ALTER TABLE city.building ADD CONSTRAINT building_external_id_key UNIQUE (external_id);

ALTER TABLE city.building ADD CONSTRAINT building_height_metres_check CHECK ((height_metres > (0)::double precision));

ALTER TABLE city.building ADD CONSTRAINT building_height_source_check CHECK ((height_source = ANY (ARRAY['surveyed'::text, 'tagged'::text, 'levels'::text, 'generated'::text, 'unknown'::text])));

ALTER TABLE city.building ADD CONSTRAINT building_pkey PRIMARY KEY (id);

ALTER TABLE city.car_park ADD CONSTRAINT car_park_external_id_key UNIQUE (external_id);

ALTER TABLE city.car_park ADD CONSTRAINT car_park_pkey PRIMARY KEY (id);

ALTER TABLE city.car_park ADD CONSTRAINT car_park_places_check CHECK ((places >= 0));

ALTER TABLE city.contact ADD CONSTRAINT contact_duty_check CHECK ((length(duty) <= 200));

ALTER TABLE city.contact ADD CONSTRAINT contact_email_check CHECK ((length(email) <= 200));

ALTER TABLE city.contact ADD CONSTRAINT contact_intervention_id_position_key UNIQUE (intervention_id, "position");

ALTER TABLE city.contact ADD CONSTRAINT contact_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

ALTER TABLE city.contact ADD CONSTRAINT contact_organisation_check CHECK ((length(organisation) <= 200));

ALTER TABLE city.contact ADD CONSTRAINT contact_phone_check CHECK ((length(phone) <= 40));

ALTER TABLE city.contact ADD CONSTRAINT contact_pkey PRIMARY KEY (id);

ALTER TABLE city.contact ADD CONSTRAINT contact_position_check CHECK (("position" >= 0));

ALTER TABLE city.cycle_track ADD CONSTRAINT cycle_track_external_id_key UNIQUE (external_id);

ALTER TABLE city.cycle_track ADD CONSTRAINT cycle_track_pkey PRIMARY KEY (id);

ALTER TABLE city.dataset ADD CONSTRAINT dataset_feature_count_check CHECK ((feature_count >= 0));

ALTER TABLE city.dataset ADD CONSTRAINT dataset_pkey PRIMARY KEY (id);

ALTER TABLE city.dataset ADD CONSTRAINT dataset_record_count_check CHECK ((record_count >= 0));

ALTER TABLE city.dataset ADD CONSTRAINT dataset_refused_count_check CHECK ((refused_count >= 0));

ALTER TABLE city.dataset ADD CONSTRAINT dataset_repaired_count_check CHECK ((repaired_count >= 0));

ALTER TABLE city.disclosure ADD CONSTRAINT disclosure_pkey PRIMARY KEY (id);

ALTER TABLE city.draft ADD CONSTRAINT draft_content_check CHECK ((octet_length(content) <= 262144));

ALTER TABLE city.draft ADD CONSTRAINT draft_form_version_check CHECK ((form_version >= 1));

ALTER TABLE city.draft ADD CONSTRAINT draft_pkey PRIMARY KEY (person_id, id);

ALTER TABLE city.draft ADD CONSTRAINT draft_revision_check CHECK ((revision >= 1));

ALTER TABLE city.elevation_point ADD CONSTRAINT elevation_point_external_id_key UNIQUE (external_id);

ALTER TABLE city.elevation_point ADD CONSTRAINT elevation_point_pkey PRIMARY KEY (id);

ALTER TABLE city.event ADD CONSTRAINT event_change_check CHECK ((change = ANY (ARRAY['created'::text, 'updated'::text, 'moved'::text, 'deleted'::text])));

ALTER TABLE city.event ADD CONSTRAINT event_extent_check CHECK ((cardinality(extent) = 4));

ALTER TABLE city.event ADD CONSTRAINT event_kind_check CHECK ((kind = ANY (ARRAY['intervention'::text, 'findings'::text, 'notices'::text, 'judgements'::text])));

ALTER TABLE city.event ADD CONSTRAINT event_pkey PRIMARY KEY (id);

ALTER TABLE city.facility ADD CONSTRAINT facility_external_id_key UNIQUE (external_id);

ALTER TABLE city.facility ADD CONSTRAINT facility_kind_check CHECK ((kind = ANY (ARRAY['school'::text, 'pharmacy'::text, 'library'::text, 'hospital'::text])));

ALTER TABLE city.facility ADD CONSTRAINT facility_pkey PRIMARY KEY (id);

ALTER TABLE city.facility ADD CONSTRAINT facility_pupils_check CHECK ((pupils >= 0));

ALTER TABLE city.finding ADD CONSTRAINT finding_check CHECK (((b_phase_id IS NULL) OR (a_phase_id < b_phase_id)));

ALTER TABLE city.finding ADD CONSTRAINT finding_check1 CHECK (((counterpart_type = 'phase'::text) = (b_phase_id IS NOT NULL)));

ALTER TABLE city.finding ADD CONSTRAINT finding_class_check CHECK ((class = ANY (ARRAY['interference'::text, 'duty'::text, 'opportunity'::text])));

ALTER TABLE city.finding ADD CONSTRAINT finding_counterpart_type_check CHECK ((counterpart_type = ANY (ARRAY['phase'::text, 'tree'::text, 'utility'::text, 'pavement'::text, 'place'::text, 'none'::text])));

ALTER TABLE city.finding ADD CONSTRAINT finding_pkey PRIMARY KEY (id);

ALTER TABLE city.finding ADD CONSTRAINT finding_severity_check CHECK ((severity = ANY (ARRAY['blocking'::text, 'warning'::text, 'advice'::text, 'synergy'::text])));

ALTER TABLE city.finding_comment ADD CONSTRAINT finding_comment_pkey PRIMARY KEY (id);

ALTER TABLE city.finding_comment ADD CONSTRAINT finding_comment_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000)));

ALTER TABLE city.foreign_event ADD CONSTRAINT foreign_event_check CHECK ((ends_on >= starts_on));

ALTER TABLE city.foreign_event ADD CONSTRAINT foreign_event_external_id_key UNIQUE (external_id);

ALTER TABLE city.foreign_event ADD CONSTRAINT foreign_event_kind_check CHECK ((kind = ANY (ARRAY['roadworks'::text, 'closure'::text, 'accident'::text, 'queue'::text, 'event'::text, 'hazard'::text, 'other'::text])));

ALTER TABLE city.foreign_event ADD CONSTRAINT foreign_event_pkey PRIMARY KEY (id);

ALTER TABLE city.ground ADD CONSTRAINT ground_external_id_key UNIQUE (external_id);

ALTER TABLE city.ground ADD CONSTRAINT ground_kind_check CHECK ((kind = ANY (ARRAY['base'::text, 'carriageway'::text, 'pavement'::text, 'square'::text, 'green'::text, 'water'::text, 'rail'::text, 'courtyard'::text, 'arcade'::text])));

ALTER TABLE city.ground ADD CONSTRAINT ground_pkey PRIMARY KEY (id);

ALTER TABLE city.import_dataset ADD CONSTRAINT import_dataset_pkey PRIMARY KEY (run_id, dataset_id);

ALTER TABLE city.import_dataset ADD CONSTRAINT import_dataset_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'reading'::text, 'read'::text, 'done'::text, 'unchanged'::text, 'refused'::text, 'cancelled'::text])));

ALTER TABLE city.import_problem ADD CONSTRAINT import_problem_pkey PRIMARY KEY (run_id, dataset_id, "position");

ALTER TABLE city.import_problem ADD CONSTRAINT import_problem_severity_check CHECK ((consequence = ANY (ARRAY['refused'::text, 'repaired'::text, 'warned'::text, 'left-out'::text])));

ALTER TABLE city.import_run ADD CONSTRAINT import_run_check CHECK (((state = 'running'::text) = (ended_at IS NULL)));

ALTER TABLE city.import_run ADD CONSTRAINT import_run_pkey PRIMARY KEY (id);

ALTER TABLE city.import_run ADD CONSTRAINT import_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_cause_check CHECK ((length(cause) <= 300));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_check CHECK (((reinstatement IS NULL) = (reinstated_at IS NULL)));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_contractor_check CHECK ((length(contractor) <= 200));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_description_check CHECK ((length(description) <= 4000));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_kind_check CHECK ((kind = ANY (ARRAY['roadwork'::text, 'greenwork'::text, 'event'::text, 'occupation'::text])));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_pkey PRIMARY KEY (id);

ALTER TABLE city.intervention ADD CONSTRAINT intervention_place_check CHECK ((length(place) <= 300));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_recurrence_check CHECK ((length(recurrence) <= 500));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_reinstatement_check CHECK ((reinstatement = ANY (ARRAY['provisional'::text, 'definitive'::text])));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_state_check CHECK ((state = ANY (ARRAY['forecast'::text, 'draft'::text, 'proposed'::text, 'approved'::text, 'handedOver'::text, 'inProgress'::text, 'suspended'::text, 'completed'::text, 'takenBack'::text, 'cancelled'::text])));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)));

ALTER TABLE city.intervention ADD CONSTRAINT intervention_version_check CHECK ((version >= 1));

ALTER TABLE city.judgement ADD CONSTRAINT judgement_action_check CHECK (((length(action) >= 1) AND (length(action) <= 500)));

ALTER TABLE city.judgement ADD CONSTRAINT judgement_check CHECK (((verdict = 'apply'::text) = (clearance IS NOT NULL)));

ALTER TABLE city.judgement ADD CONSTRAINT judgement_check1 CHECK (((verdict = 'defer'::text) = (until IS NOT NULL)));

ALTER TABLE city.judgement ADD CONSTRAINT judgement_check2 CHECK (((verdict = 'action'::text) = ((action IS NOT NULL) AND (responsible IS NOT NULL) AND (due_on IS NOT NULL))));

ALTER TABLE city.judgement ADD CONSTRAINT judgement_check3 CHECK (((verdict <> 'accept'::text) OR (reason IS NOT NULL)));

ALTER TABLE city.judgement ADD CONSTRAINT judgement_pkey PRIMARY KEY (id);

ALTER TABLE city.judgement ADD CONSTRAINT judgement_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000)));

ALTER TABLE city.judgement ADD CONSTRAINT judgement_responsible_check CHECK (((length(responsible) >= 1) AND (length(responsible) <= 200)));

ALTER TABLE city.judgement ADD CONSTRAINT judgement_verdict_check CHECK ((verdict = ANY (ARRAY['apply'::text, 'action'::text, 'accept'::text, 'not-ours'::text, 'defer'::text, 'withdrawn'::text])));

ALTER TABLE city.layer_id ADD CONSTRAINT layer_id_last_id_check CHECK ((last_id >= 0));

ALTER TABLE city.layer_id ADD CONSTRAINT layer_id_pkey PRIMARY KEY (layer);

ALTER TABLE city.limited_traffic_gate ADD CONSTRAINT limited_traffic_gate_external_id_key UNIQUE (external_id);

ALTER TABLE city.limited_traffic_gate ADD CONSTRAINT limited_traffic_gate_pkey PRIMARY KEY (id);

ALTER TABLE city.limited_traffic_zone ADD CONSTRAINT limited_traffic_zone_external_id_key UNIQUE (external_id);

ALTER TABLE city.limited_traffic_zone ADD CONSTRAINT limited_traffic_zone_pkey PRIMARY KEY (id);

ALTER TABLE city.migration ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

ALTER TABLE city.no_dig_period ADD CONSTRAINT no_dig_period_areas_check CHECK ((jsonb_typeof(areas) = 'array'::text));

ALTER TABLE city.no_dig_period ADD CONSTRAINT no_dig_period_check CHECK ((from_day ~
CASE
    WHEN yearly THEN '^\d\d-\d\d$'::text
    ELSE '^\d{4}-\d\d-\d\d$'::text
END));

ALTER TABLE city.no_dig_period ADD CONSTRAINT no_dig_period_check1 CHECK ((to_day ~
CASE
    WHEN yearly THEN '^\d\d-\d\d$'::text
    ELSE '^\d{4}-\d\d-\d\d$'::text
END));

ALTER TABLE city.no_dig_period ADD CONSTRAINT no_dig_period_kinds_check CHECK ((cardinality(kinds) >= 1));

ALTER TABLE city.no_dig_period ADD CONSTRAINT no_dig_period_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

ALTER TABLE city.no_dig_period ADD CONSTRAINT no_dig_period_pkey PRIMARY KEY (id, version);

ALTER TABLE city.no_dig_period ADD CONSTRAINT no_dig_period_source_check CHECK (((length(source) >= 1) AND (length(source) <= 500)));

ALTER TABLE city.no_dig_period ADD CONSTRAINT no_dig_period_version_check CHECK ((version >= 1));

ALTER TABLE city.notice ADD CONSTRAINT notice_kind_check CHECK ((kind = ANY (ARRAY['urgentDig'::text, 'blockingFinding'::text, 'counterpartMoved'::text, 'proposalMade'::text, 'proposalCountered'::text, 'proposalAccepted'::text, 'proposalDeclined'::text, 'proposalWithdrawn'::text])));

ALTER TABLE city.notice ADD CONSTRAINT notice_pkey PRIMARY KEY (id);

ALTER TABLE city.notice_read ADD CONSTRAINT notice_read_pkey PRIMARY KEY (person_id, notice_id);

ALTER TABLE city.office ADD CONSTRAINT office_kind_check CHECK ((kind = ANY (ARRAY['municipal'::text, 'utility'::text, 'contractor'::text, 'organiser'::text])));

ALTER TABLE city.office ADD CONSTRAINT office_pkey PRIMARY KEY (id);

ALTER TABLE city.person ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE city.person ADD CONSTRAINT person_role_check CHECK ((role = ANY (ARRAY['planner'::text, 'crew_lead'::text, 'official'::text, 'citizen'::text, 'desk_operator'::text, 'administrator'::text])));

ALTER TABLE city.phase ADD CONSTRAINT phase_carriageway_width_metres_check CHECK ((carriageway_width_metres >= (0)::double precision));

ALTER TABLE city.phase ADD CONSTRAINT phase_check CHECK ((NOT (live AND removed)));

ALTER TABLE city.phase ADD CONSTRAINT phase_daily_minutes_check CHECK (((NOT isempty(daily_minutes)) AND (lower(daily_minutes) >= 0) AND (upper(daily_minutes) <= 1440)));

ALTER TABLE city.phase ADD CONSTRAINT phase_depth_metres_check CHECK ((depth_metres >= (0)::double precision));

ALTER TABLE city.phase ADD CONSTRAINT phase_detour_agreements_check CHECK ((jsonb_typeof(detour_agreements) = 'array'::text));

ALTER TABLE city.phase ADD CONSTRAINT phase_during_check CHECK (((NOT isempty(during)) AND lower_inc(during) AND (NOT upper_inc(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))));

ALTER TABLE city.phase ADD CONSTRAINT phase_expected_people_check CHECK ((expected_people >= 0));

ALTER TABLE city.phase ADD CONSTRAINT phase_footway_width_metres_check CHECK ((footway_width_metres >= (0)::double precision));

ALTER TABLE city.phase ADD CONSTRAINT phase_geom_check CHECK ((st_isvalid(geom) AND (st_area(geom) > (0)::double precision)));

ALTER TABLE city.phase ADD CONSTRAINT phase_height_metres_check CHECK ((height_metres >= (0)::double precision));

ALTER TABLE city.phase ADD CONSTRAINT phase_hindrance_check CHECK ((hindrance = ANY (ARRAY['none'::text, 'minor'::text, 'major'::text])));

ALTER TABLE city.phase ADD CONSTRAINT phase_pkey PRIMARY KEY (id);

ALTER TABLE city.phase ADD CONSTRAINT phase_position_check CHECK (("position" >= 0));

ALTER TABLE city.phase ADD CONSTRAINT phase_weekdays_check CHECK (((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)));

ALTER TABLE city.phase ADD CONSTRAINT phase_width_metres_check CHECK ((width_metres > (0)::double precision));

ALTER TABLE city.phase_extension ADD CONSTRAINT phase_extension_check CHECK ((extended_to > ended_at));

ALTER TABLE city.phase_extension ADD CONSTRAINT phase_extension_pkey PRIMARY KEY (id);

ALTER TABLE city.phase_extension ADD CONSTRAINT phase_extension_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000)));

ALTER TABLE city.place ADD CONSTRAINT place_kind_check CHECK ((kind = ANY (ARRAY['street'::text, 'square'::text, 'stop'::text, 'facility'::text, 'zone'::text])));

ALTER TABLE city.place ADD CONSTRAINT place_pkey PRIMARY KEY (id);

ALTER TABLE city.place_segment ADD CONSTRAINT place_segment_pkey PRIMARY KEY (place_id, segment_id);

ALTER TABLE city.place_word ADD CONSTRAINT place_word_pkey PRIMARY KEY (word);

ALTER TABLE city.proposal ADD CONSTRAINT proposal_check CHECK ((a_phase_id < b_phase_id));

ALTER TABLE city.proposal ADD CONSTRAINT proposal_pkey PRIMARY KEY (id);

ALTER TABLE city.proposal ADD CONSTRAINT proposal_shared_square_metres_check CHECK ((shared_square_metres >= (0)::double precision));

ALTER TABLE city.proposal_step ADD CONSTRAINT proposal_step_action_check CHECK ((action = ANY (ARRAY['propose'::text, 'counter'::text, 'accept'::text, 'decline'::text, 'withdraw'::text])));

ALTER TABLE city.proposal_step ADD CONSTRAINT proposal_step_check CHECK (((action = ANY (ARRAY['propose'::text, 'counter'::text])) = (moving_phase_id IS NOT NULL)));

ALTER TABLE city.proposal_step ADD CONSTRAINT proposal_step_check1 CHECK ((num_nulls(moving_phase_id, moving_was, moving_to, other_at) = ANY (ARRAY[0, 4])));

ALTER TABLE city.proposal_step ADD CONSTRAINT proposal_step_check2 CHECK (((action <> 'decline'::text) OR (reason IS NOT NULL)));

ALTER TABLE city.proposal_step ADD CONSTRAINT proposal_step_pkey PRIMARY KEY (id);

ALTER TABLE city.proposal_step ADD CONSTRAINT proposal_step_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000)));

ALTER TABLE city.reexamination ADD CONSTRAINT reexamination_pkey PRIMARY KEY (id);

ALTER TABLE city.reexamination ADD CONSTRAINT reexamination_rules_check CHECK ((cardinality(rules) > 0));

ALTER TABLE city.reexamination ADD CONSTRAINT reexamination_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'stopped'::text, 'failed'::text, 'superseded'::text, 'done'::text])));

ALTER TABLE city.regularisation ADD CONSTRAINT regularisation_check CHECK (((done_at IS NULL) = (done_by IS NULL)));

ALTER TABLE city.regularisation ADD CONSTRAINT regularisation_pkey PRIMARY KEY (intervention_id);

ALTER TABLE city.regularisation ADD CONSTRAINT regularisation_reference_check CHECK ((length(reference) <= 200));

ALTER TABLE city.relief ADD CONSTRAINT relief_check CHECK ((octet_length(heights) = ((2 * columns) * rows)));

ALTER TABLE city.relief ADD CONSTRAINT relief_columns_check CHECK ((columns >= 2));

ALTER TABLE city.relief ADD CONSTRAINT relief_id_check CHECK ((id = 1));

ALTER TABLE city.relief ADD CONSTRAINT relief_pkey PRIMARY KEY (id);

ALTER TABLE city.relief ADD CONSTRAINT relief_quantum_metres_check CHECK ((quantum_metres > (0)::double precision));

ALTER TABLE city.relief ADD CONSTRAINT relief_rows_check CHECK ((rows >= 2));

ALTER TABLE city.relief ADD CONSTRAINT relief_step_east_check CHECK ((step_east > (0)::double precision));

ALTER TABLE city.relief ADD CONSTRAINT relief_step_north_check CHECK ((step_north > (0)::double precision));

ALTER TABLE city.row_import ADD CONSTRAINT row_import_bytes_check CHECK ((bytes > 0));

ALTER TABLE city.row_import ADD CONSTRAINT row_import_check CHECK (((received >= 0) AND (received <= bytes)));

ALTER TABLE city.row_import ADD CONSTRAINT row_import_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'geojson'::text])));

ALTER TABLE city.row_import ADD CONSTRAINT row_import_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

ALTER TABLE city.row_import ADD CONSTRAINT row_import_pkey PRIMARY KEY (id);

ALTER TABLE city.row_import ADD CONSTRAINT row_import_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])));

ALTER TABLE city.row_import_place ADD CONSTRAINT row_import_place_pkey PRIMARY KEY (import_id, key);

ALTER TABLE city.row_import_row ADD CONSTRAINT row_import_row_number_check CHECK ((number > 0));

ALTER TABLE city.row_import_row ADD CONSTRAINT row_import_row_pkey PRIMARY KEY (import_id, number);

ALTER TABLE city.row_import_row ADD CONSTRAINT row_import_row_state_check CHECK ((state = ANY (ARRAY['read'::text, 'placed'::text, 'unclear'::text, 'refused'::text, 'saved'::text, 'skipped'::text])));

ALTER TABLE city.rule_parameter ADD CONSTRAINT rule_parameter_pkey PRIMARY KEY (parameter, version);

ALTER TABLE city.rule_parameter ADD CONSTRAINT rule_parameter_source_check CHECK (((length(source) >= 1) AND (length(source) <= 500)));

ALTER TABLE city.rule_parameter ADD CONSTRAINT rule_parameter_version_check CHECK ((version >= 1));

ALTER TABLE city.setting ADD CONSTRAINT setting_pkey PRIMARY KEY (name);

ALTER TABLE city.street ADD CONSTRAINT street_carriageway_width_metres_check CHECK ((carriageway_width_metres >= (0)::double precision));

ALTER TABLE city.street ADD CONSTRAINT street_class_check CHECK ((class = ANY (ARRAY['main'::text, 'area_collector'::text, 'local_collector'::text, 'residential'::text, 'lot'::text, 'pedestrian'::text])));

ALTER TABLE city.street ADD CONSTRAINT street_external_id_key UNIQUE (external_id);

ALTER TABLE city.street ADD CONSTRAINT street_pkey PRIMARY KEY (id);

ALTER TABLE city.street ADD CONSTRAINT street_width_metres_check CHECK ((width_metres > (0)::double precision));

ALTER TABLE city.street ADD CONSTRAINT street_width_source_check CHECK ((width_source = ANY (ARRAY['tagged'::text, 'lanes'::text, 'assumed'::text, 'generated'::text])));

ALTER TABLE city.street_node ADD CONSTRAINT street_node_external_id_key UNIQUE (external_id);

ALTER TABLE city.street_node ADD CONSTRAINT street_node_pkey PRIMARY KEY (id);

ALTER TABLE city.street_segment ADD CONSTRAINT street_segment_carriageway_width_metres_check CHECK ((carriageway_width_metres > (0)::double precision));

ALTER TABLE city.street_segment ADD CONSTRAINT street_segment_class_check CHECK ((class = ANY (ARRAY['motorway'::text, 'main'::text, 'area_collector'::text, 'local_collector'::text, 'residential'::text, 'lot'::text, 'pedestrian'::text])));

ALTER TABLE city.street_segment ADD CONSTRAINT street_segment_external_id_key UNIQUE (external_id);

ALTER TABLE city.street_segment ADD CONSTRAINT street_segment_lanes_check CHECK ((lanes >= 0));

ALTER TABLE city.street_segment ADD CONSTRAINT street_segment_pkey PRIMARY KEY (id);

ALTER TABLE city.surveyed_ground ADD CONSTRAINT surveyed_ground_external_id_key UNIQUE (external_id);

ALTER TABLE city.surveyed_ground ADD CONSTRAINT surveyed_ground_pkey PRIMARY KEY (id);

ALTER TABLE city.traffic_demand ADD CONSTRAINT traffic_demand_pkey PRIMARY KEY (from_zone, to_zone);

ALTER TABLE city.traffic_demand ADD CONSTRAINT traffic_demand_trips_per_hour_check CHECK ((cardinality(trips_per_hour) = 24));

ALTER TABLE city.traffic_sensor ADD CONSTRAINT traffic_sensor_external_id_key UNIQUE (external_id);

ALTER TABLE city.traffic_sensor ADD CONSTRAINT traffic_sensor_flow_vehicles_per_hour_check CHECK ((flow_vehicles_per_hour >= (0)::double precision));

ALTER TABLE city.traffic_sensor ADD CONSTRAINT traffic_sensor_pkey PRIMARY KEY (id);

ALTER TABLE city.traffic_sensor ADD CONSTRAINT traffic_sensor_speed_kilometres_per_hour_check CHECK ((speed_kilometres_per_hour >= (0)::double precision));

ALTER TABLE city.traffic_zone ADD CONSTRAINT traffic_zone_external_id_key UNIQUE (external_id);

ALTER TABLE city.traffic_zone ADD CONSTRAINT traffic_zone_match_share_check CHECK (((match_share >= (0)::double precision) AND (match_share <= (1)::double precision)));

ALTER TABLE city.traffic_zone ADD CONSTRAINT traffic_zone_pkey PRIMARY KEY (id);

ALTER TABLE city.transit_line ADD CONSTRAINT transit_line_external_id_key UNIQUE (external_id);

ALTER TABLE city.transit_line ADD CONSTRAINT transit_line_mode_check CHECK ((mode = ANY (ARRAY['tram'::text, 'bus'::text, 'metro'::text, 'rail'::text, 'funicular'::text])));

ALTER TABLE city.transit_line ADD CONSTRAINT transit_line_pkey PRIMARY KEY (id);

ALTER TABLE city.transit_stop ADD CONSTRAINT transit_stop_external_id_key UNIQUE (external_id);

ALTER TABLE city.transit_stop ADD CONSTRAINT transit_stop_pkey PRIMARY KEY (id);

ALTER TABLE city.tree ADD CONSTRAINT tree_condition_check CHECK ((condition = ANY (ARRAY['excellent'::text, 'good'::text, 'fair'::text, 'poor'::text, 'bad'::text, 'dead'::text])));

ALTER TABLE city.tree ADD CONSTRAINT tree_crown_diameter_metres_check CHECK ((crown_diameter_metres > (0)::double precision));

ALTER TABLE city.tree ADD CONSTRAINT tree_external_id_key UNIQUE (external_id);

ALTER TABLE city.tree ADD CONSTRAINT tree_failure_class_check CHECK ((failure_class = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'C/D'::text, 'D'::text])));

ALTER TABLE city.tree ADD CONSTRAINT tree_height_metres_check CHECK ((height_metres > (0)::double precision));

ALTER TABLE city.tree ADD CONSTRAINT tree_pkey PRIMARY KEY (id);

ALTER TABLE city.tree ADD CONSTRAINT tree_size_class_check CHECK ((size_class = ANY (ARRAY['first'::text, 'second'::text, 'third'::text])));

ALTER TABLE city.tree ADD CONSTRAINT tree_trunk_diameter_metres_check CHECK ((trunk_diameter_metres > (0)::double precision));

ALTER TABLE city.utility ADD CONSTRAINT utility_accuracy_class_check CHECK ((accuracy_class = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text])));

ALTER TABLE city.utility ADD CONSTRAINT utility_depth_metres_check CHECK ((depth_metres >= (0)::double precision));

ALTER TABLE city.utility ADD CONSTRAINT utility_diameter_millimetres_check CHECK ((diameter_millimetres > 0));

ALTER TABLE city.utility ADD CONSTRAINT utility_external_id_key UNIQUE (external_id);

ALTER TABLE city.utility ADD CONSTRAINT utility_network_check CHECK ((network = ANY (ARRAY['water'::text, 'sewer'::text, 'gas'::text, 'power'::text, 'telecom'::text, 'heating'::text])));

ALTER TABLE city.utility ADD CONSTRAINT utility_pkey PRIMARY KEY (id);

ALTER TABLE city.zone ADD CONSTRAINT zone_external_id_key UNIQUE (external_id);

ALTER TABLE city.zone ADD CONSTRAINT zone_households_check CHECK ((households >= 0));

ALTER TABLE city.zone ADD CONSTRAINT zone_kind_check CHECK ((kind = ANY (ARRAY['district'::text, 'neighbourhood'::text, 'statistical'::text, 'census'::text])));

ALTER TABLE city.zone ADD CONSTRAINT zone_pkey PRIMARY KEY (id);

ALTER TABLE city.zone ADD CONSTRAINT zone_residents_check CHECK ((residents >= 0));

ALTER TABLE city.attachment ADD CONSTRAINT attachment_intervention_id_fkey FOREIGN KEY (intervention_id) REFERENCES intervention(id) ON DELETE CASCADE;

ALTER TABLE city.contact ADD CONSTRAINT contact_intervention_id_fkey FOREIGN KEY (intervention_id) REFERENCES intervention(id) ON DELETE CASCADE;

ALTER TABLE city.draft ADD CONSTRAINT draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE city.finding ADD CONSTRAINT finding_a_phase_id_fkey FOREIGN KEY (a_phase_id) REFERENCES phase(id);

ALTER TABLE city.finding ADD CONSTRAINT finding_b_phase_id_fkey FOREIGN KEY (b_phase_id) REFERENCES phase(id);

ALTER TABLE city.finding_comment ADD CONSTRAINT finding_comment_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id);

ALTER TABLE city.import_dataset ADD CONSTRAINT import_dataset_run_id_fkey FOREIGN KEY (run_id) REFERENCES import_run(id);

ALTER TABLE city.import_problem ADD CONSTRAINT import_problem_run_id_fkey FOREIGN KEY (run_id) REFERENCES import_run(id);

ALTER TABLE city.intervention ADD CONSTRAINT intervention_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id);

ALTER TABLE city.judgement ADD CONSTRAINT judgement_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id);

ALTER TABLE city.notice ADD CONSTRAINT notice_intervention_id_fkey FOREIGN KEY (intervention_id) REFERENCES intervention(id) ON DELETE CASCADE;

ALTER TABLE city.notice ADD CONSTRAINT notice_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id);

ALTER TABLE city.notice ADD CONSTRAINT notice_own_intervention_id_fkey FOREIGN KEY (own_intervention_id) REFERENCES intervention(id) ON DELETE CASCADE;

ALTER TABLE city.notice_read ADD CONSTRAINT notice_read_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id) ON DELETE CASCADE;

ALTER TABLE city.notice_read ADD CONSTRAINT notice_read_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id);

ALTER TABLE city.person ADD CONSTRAINT person_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id);

ALTER TABLE city.phase ADD CONSTRAINT phase_intervention_id_fkey FOREIGN KEY (intervention_id) REFERENCES intervention(id);

ALTER TABLE city.phase_extension ADD CONSTRAINT phase_extension_intervention_id_fkey FOREIGN KEY (intervention_id) REFERENCES intervention(id) ON DELETE CASCADE;

ALTER TABLE city.phase_extension ADD CONSTRAINT phase_extension_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phase(id) ON DELETE CASCADE;

ALTER TABLE city.proposal_step ADD CONSTRAINT proposal_step_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id);

ALTER TABLE city.proposal_step ADD CONSTRAINT proposal_step_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES proposal(id);

ALTER TABLE city.regularisation ADD CONSTRAINT regularisation_intervention_id_fkey FOREIGN KEY (intervention_id) REFERENCES intervention(id) ON DELETE CASCADE;

ALTER TABLE city.row_import ADD CONSTRAINT row_import_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id);

ALTER TABLE city.row_import_place ADD CONSTRAINT row_import_place_import_id_fkey FOREIGN KEY (import_id) REFERENCES row_import(id);

ALTER TABLE city.row_import_row ADD CONSTRAINT row_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES row_import(id);

CREATE OR REPLACE FUNCTION city.buffer_ground(shape geometry, metres double precision, style text DEFAULT ''::text)
 RETURNS geometry
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE grid float8;
BEGIN
  RETURN ST_Buffer(shape, metres, style);
EXCEPTION WHEN external_routine_exception THEN
  FOREACH grid IN ARRAY ARRAY[0.0001, 0.001, 0.01] LOOP
    BEGIN
      RETURN ST_Buffer(ST_ReducePrecision(shape, grid), metres, style);
    EXCEPTION WHEN external_routine_exception THEN
      CONTINUE;
    END;
  END LOOP;
  RAISE;
END $function$;

CREATE OR REPLACE FUNCTION city.fold_intervention()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.search_text := fold_text(NEW.title || E'\n' || NEW.place || E'\n' || NEW.description);
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION city.fold_text(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  SELECT lower(translate(value,
    'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ’',
    'AAAAAACEEEEIIIINOOOOOOUUUUYaaaaaaceeeeiiiinoooooouuuuyy''') COLLATE "C")
$function$;

CREATE OR REPLACE FUNCTION city.name_finding_interventions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.a_intervention_id := (SELECT intervention_id FROM phase WHERE phase.id = NEW.a_phase_id);
  NEW.b_intervention_id := (SELECT intervention_id FROM phase WHERE phase.id = NEW.b_phase_id);
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION city.place_geometry(source bytea, dimension integer, extent geometry, OUT placed geometry, OUT repaired boolean, OUT trouble text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
DECLARE
  given geometry;
BEGIN
  repaired := false;
  IF source IS NULL THEN RETURN; END IF;
  BEGIN
    given := source::geometry;
    IF ST_IsEmpty(given) THEN trouble := 'no-geometry'; RETURN; END IF;
    IF ST_Dimension(given) < dimension THEN trouble := 'wrong-geometry'; RETURN; END IF;
    placed := ST_Transform(given, 32632);
    IF NOT ST_IsValid(placed) THEN
      placed := ST_MakeValid(placed);
      repaired := true;
    END IF;
    IF ST_GeometryType(placed) = 'ST_GeometryCollection' THEN
      placed := ST_CollectionExtract(placed, dimension + 1);
      repaired := true;
    END IF;
    IF ST_IsEmpty(placed) OR ST_Dimension(placed) <> dimension THEN
      trouble := CASE WHEN repaired THEN 'invalid-geometry' ELSE 'wrong-geometry' END;
    ELSIF NOT ST_Intersects(placed, extent) THEN
      trouble := 'outside-city';
    END IF;
  EXCEPTION WHEN OTHERS THEN
    -- Not a geometry at all, or one that lies where the source's system has no ground.
    trouble := CASE WHEN given IS NULL THEN 'invalid-geometry' ELSE 'outside-city' END;
  END;
  IF trouble = 'outside-city' THEN
    BEGIN
      IF ST_Intersects(ST_Transform(ST_FlipCoordinates(given), 32632), extent) THEN trouble := 'swapped-axes'; END IF;
    EXCEPTION WHEN OTHERS THEN
      -- The other way round it is no place at all.
      NULL;
    END;
  END IF;
  IF trouble IS NOT NULL THEN placed := NULL; END IF;
END $function$;

CREATE OR REPLACE FUNCTION city.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% keeps every row: % refused', TG_TABLE_NAME, TG_OP;
END $function$;

CREATE OR REPLACE FUNCTION city.summarise_changed_phases()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM summarise_interventions(ARRAY(SELECT DISTINCT intervention_id FROM changed));
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION city.summarise_interventions(ids uuid[])
 RETURNS void
 LANGUAGE sql
AS $function$
  UPDATE intervention SET phase_count = summary.phase_count, starts_at = summary.starts_at,
    ends_at = summary.ends_at, impact_rank = summary.impact_rank, hindrance_rank = summary.hindrance_rank,
    area_square_metres = summary.area, ground_box = summary.box
  FROM (
    SELECT asked.id, count(phase.id) AS phase_count, min(lower(during)) AS starts_at, max(upper(during)) AS ends_at,
      max(array_position(ARRAY['all-lanes-open', 'all-lanes-open-shift-left', 'all-lanes-open-shift-right',
        'some-lanes-closed', 'some-lanes-closed-merge-left', 'some-lanes-closed-merge-right', 'alternating-one-way',
        'flagging', 'temporary-traffic-signal', 'unknown', 'all-lanes-closed'], vehicle_impact)) AS impact_rank,
      max(array_position(ARRAY['none', 'minor', 'major'], hindrance)) AS hindrance_rank,
      CASE WHEN count(phase.id) = 1 THEN sum(ST_Area(geom)) ELSE ST_Area(ST_Union(geom, 0.0001)) END AS area,
      ST_SetSRID(ST_Extent(geom)::geometry, 32632) AS box
    FROM unnest(ids) AS asked (id) LEFT JOIN phase ON phase.intervention_id = asked.id AND NOT removed
    GROUP BY asked.id
  ) AS summary
  WHERE intervention.id = summary.id
$function$;

CREATE INDEX address_geom ON city.address USING gist (geom);

CREATE INDEX address_street ON city.address USING btree (street_id, house_number);

CREATE INDEX attachment_intervention ON city.attachment USING btree (intervention_id) WHERE (removed_at IS NULL);

CREATE INDEX audit_entry_entity ON city.audit_entry USING btree (entity, entity_id, id);

CREATE INDEX building_geom ON city.building USING gist (geom);

CREATE INDEX car_park_geom ON city.car_park USING gist (geom);

CREATE INDEX cycle_track_geom ON city.cycle_track USING gist (geom);

CREATE INDEX dataset_layer ON city.dataset USING btree (layer);

CREATE INDEX disclosure_subjects ON city.disclosure USING gin (subject_ids);

CREATE INDEX elevation_point_geom ON city.elevation_point USING gist (geom);

CREATE INDEX event_at ON city.event USING btree (at);

CREATE INDEX event_xid ON city.event USING btree (xid);

CREATE INDEX facility_geom ON city.facility USING gist (geom);

CREATE INDEX finding_a ON city.finding USING btree (a_phase_id) WHERE (ended_at IS NULL);

CREATE INDEX finding_a_ended ON city.finding USING btree (a_phase_id) WHERE (ended_at IS NOT NULL);

CREATE INDEX finding_a_intervention ON city.finding USING btree (a_intervention_id, severity) WHERE ((ended_at IS NULL) AND (severity = ANY (ARRAY['blocking'::text, 'warning'::text])));

CREATE INDEX finding_b ON city.finding USING btree (b_phase_id) WHERE (ended_at IS NULL);

CREATE INDEX finding_b_intervention ON city.finding USING btree (b_intervention_id, severity) WHERE ((ended_at IS NULL) AND (severity = ANY (ARRAY['blocking'::text, 'warning'::text])) AND (b_intervention_id IS NOT NULL));

CREATE UNIQUE INDEX finding_current ON city.finding USING btree (rule, a_phase_id, counterpart_type, counterpart_key) WHERE (ended_at IS NULL);

CREATE INDEX finding_ended_at ON city.finding USING btree (ended_at) WHERE (ended_at IS NOT NULL);

CREATE INDEX finding_overlap ON city.finding USING gist (overlap_during) WHERE (ended_at IS NULL);

CREATE INDEX finding_comment_finding ON city.finding_comment USING btree (a_phase_id, rule, counterpart_type, counterpart_key);

CREATE INDEX foreign_event_geom ON city.foreign_event USING gist (geom);

CREATE INDEX ground_geom ON city.ground USING gist (geom);

CREATE UNIQUE INDEX import_run_alone ON city.import_run USING btree ((true)) WHERE (state = 'running'::text);

CREATE INDEX intervention_by_area ON city.intervention USING btree (area_square_metres, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_contractor ON city.intervention USING btree (fold_text(contractor) COLLATE "C", id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_ends ON city.intervention USING btree (ends_at, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_hindrance ON city.intervention USING btree (hindrance_rank, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_impact ON city.intervention USING btree (impact_rank, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_kind ON city.intervention USING btree (array_position('{roadwork,greenwork,event,occupation}'::text[], kind), id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_office ON city.intervention USING btree (office_id, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_phases ON city.intervention USING btree (phase_count, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_place ON city.intervention USING btree (fold_text(place) COLLATE "C", id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_starts ON city.intervention USING btree (starts_at, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_state ON city.intervention USING btree (array_position('{forecast,draft,proposed,approved,handedOver,inProgress,suspended,completed,takenBack,cancelled}'::text[], state), id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_synthetic ON city.intervention USING btree (synthetic, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_title ON city.intervention USING btree (fold_text(title) COLLATE "C", id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_updated ON city.intervention USING btree (updated_at, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_urgent ON city.intervention USING btree (urgent, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_by_version ON city.intervention USING btree (version, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_during ON city.intervention USING gist (tstzrange(starts_at, ends_at)) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_ground ON city.intervention USING gist (ground_box) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_in_state ON city.intervention USING btree (state, id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_office ON city.intervention USING btree (office_id);

CREATE INDEX intervention_shown ON city.intervention USING btree (id) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX intervention_text ON city.intervention USING gin (search_text gin_trgm_ops) WHERE ((deleted_at IS NULL) AND (phase_count > 0));

CREATE INDEX judgement_finding ON city.judgement USING btree (a_phase_id, rule, counterpart_type, counterpart_key, office_id, id DESC);

CREATE INDEX limited_traffic_gate_geom ON city.limited_traffic_gate USING gist (geom);

CREATE INDEX limited_traffic_zone_geom ON city.limited_traffic_zone USING gist (geom);

CREATE INDEX notice_at ON city.notice USING btree (at);

CREATE INDEX notice_office ON city.notice USING btree (office_id, id);

CREATE INDEX notice_read_notice ON city.notice_read USING btree (notice_id);

CREATE INDEX phase_geom_during ON city.phase USING gist (geom, during) WHERE (NOT removed);

CREATE INDEX phase_live_detour ON city.phase USING gist (detour) WHERE (live AND (detour IS NOT NULL));

CREATE INDEX phase_live_geom_during ON city.phase USING gist (geom, during) WHERE live;

CREATE INDEX phase_live_intervention ON city.phase USING btree (intervention_id) WHERE live;

CREATE UNIQUE INDEX phase_position ON city.phase USING btree (intervention_id, "position") WHERE (NOT removed);

CREATE INDEX phase_extension_intervention ON city.phase_extension USING btree (intervention_id, id);

CREATE INDEX phase_extension_phase ON city.phase_extension USING btree (phase_id);

CREATE INDEX place_external_id ON city.place USING btree (external_id);

CREATE INDEX place_segment_from ON city.place_segment USING btree (from_node);

CREATE INDEX place_segment_segment ON city.place_segment USING btree (segment_id);

CREATE INDEX place_segment_to ON city.place_segment USING btree (to_node);

CREATE INDEX place_word_prefix ON city.place_word USING btree (word text_pattern_ops);

CREATE INDEX place_word_trgm ON city.place_word USING gin (word gin_trgm_ops);

CREATE INDEX proposal_a_intervention ON city.proposal USING btree (a_intervention_id);

CREATE INDEX proposal_b_intervention ON city.proposal USING btree (b_intervention_id);

CREATE INDEX proposal_pair ON city.proposal USING btree (a_phase_id, b_phase_id);

CREATE INDEX proposal_step_proposal ON city.proposal_step USING btree (proposal_id, id);

CREATE UNIQUE INDEX reexamination_open ON city.reexamination USING btree ((true)) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text, 'stopped'::text, 'failed'::text]));

CREATE INDEX regularisation_open ON city.regularisation USING btree (due_on) WHERE (done_at IS NULL);

CREATE INDEX row_import_row_intervention ON city.row_import_row USING btree (intervention_id);

CREATE INDEX row_import_row_open ON city.row_import_row USING btree (import_id, number) WHERE (state = ANY (ARRAY['read'::text, 'placed'::text]));

CREATE INDEX row_import_row_queue ON city.row_import_row USING btree (import_id, place_key) WHERE (state = ANY (ARRAY['unclear'::text, 'skipped'::text]));

CREATE INDEX row_import_row_state ON city.row_import_row USING btree (import_id, state);

CREATE INDEX street_geom ON city.street USING gist (geom);

CREATE INDEX street_name_trgm ON city.street USING gin (name gin_trgm_ops);

CREATE INDEX street_node_geom ON city.street_node USING gist (geom);

CREATE INDEX street_segment_from ON city.street_segment USING btree (from_node);

CREATE INDEX street_segment_geom ON city.street_segment USING gist (geom);

CREATE INDEX street_segment_street ON city.street_segment USING btree (street_id);

CREATE INDEX street_segment_to ON city.street_segment USING btree (to_node);

CREATE INDEX surveyed_ground_geom ON city.surveyed_ground USING gist (geom);

CREATE INDEX traffic_sensor_geom ON city.traffic_sensor USING gist (geom);

CREATE INDEX traffic_zone_geom ON city.traffic_zone USING gist (geom);

CREATE INDEX transit_line_geom ON city.transit_line USING gist (geom);

CREATE INDEX transit_stop_geom ON city.transit_stop USING gist (geom);

CREATE INDEX tree_geom ON city.tree USING gist (geom);

CREATE INDEX utility_geom ON city.utility USING gist (geom);

CREATE INDEX zone_geom ON city.zone USING gist (geom);

CREATE TRIGGER audit_entry_kept BEFORE DELETE OR UPDATE ON city.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_kept BEFORE DELETE OR UPDATE ON city.disclosure FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER finding_names_interventions BEFORE INSERT OR UPDATE OF a_phase_id, b_phase_id ON city.finding FOR EACH ROW EXECUTE FUNCTION name_finding_interventions();

CREATE TRIGGER finding_comment_kept BEFORE DELETE OR UPDATE ON city.finding_comment FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER intervention_folded BEFORE INSERT OR UPDATE OF title, place, description ON city.intervention FOR EACH ROW EXECUTE FUNCTION fold_intervention();

CREATE TRIGGER judgement_kept BEFORE DELETE OR UPDATE ON city.judgement FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER phase_deleted AFTER DELETE ON city.phase REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION summarise_changed_phases();

CREATE TRIGGER phase_inserted AFTER INSERT ON city.phase REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION summarise_changed_phases();

CREATE TRIGGER phase_updated AFTER UPDATE ON city.phase REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION summarise_changed_phases();

CREATE TRIGGER proposal_kept BEFORE DELETE OR UPDATE ON city.proposal FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER proposal_step_kept BEFORE DELETE OR UPDATE ON city.proposal_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
