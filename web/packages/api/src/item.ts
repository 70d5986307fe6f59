import { http } from './client';
import type { Aggregate, Id, IsoDate, IsoInstant, ListQuery, Page } from './common';
import type { ObjectRule } from './subject';

/** GENERAL 一般检查事项, KEY 重点检查事项. */
export type ItemClass = 'GENERAL' | 'KEY';
export type ItemVersionStatus = 'DRAFT' | 'PUBLISHED' | 'SUPERSEDED';

export interface ItemRow extends Aggregate<ItemVersionStatus> {
  /** Code within the region's list, e.g. YJ-01. */
  code: string;
  name: string;
  departmentId: Id;
  departmentName: string;
  itemClass: ItemClass;
  /** Legal basis in short; null where it is not known yet. */
  legalBasis: string | null;
  method: string | null;
  /** Chinese description of the applicability rule. */
  appliesTo: string;
  requiredQualification: string | null;
  /** The version in force today; null when there is none. */
  publishedVersion: number | null;
  publishedVersionId: Id | null;
  /** First day of the version shown; in the future when none is in force yet. */
  effectiveFrom: IsoDate | null;
  /** Day on which a later published version replaces the one shown. */
  nextVersionFrom: IsoDate | null;
}

/** Published versions are immutable; a plan quotes one of them. */
export interface ItemVersion {
  versionId: Id;
  version: number;
  status: ItemVersionStatus;
  name: string;
  itemClass: ItemClass;
  legalBasis: string | null;
  /** What is looked at, in order. */
  content: string[];
  /** 检查方式, e.g. 现场检查. */
  method: string | null;
  rule: ObjectRule;
  appliesTo: string;
  /** Qualification one of the two officers must hold by law, else null. */
  requiredQualification: string | null;
  effectiveFrom: IsoDate | null;
  /** First day on which it is in force no more. */
  effectiveTo: IsoDate | null;
  inForce: boolean;
  publishedAt: IsoInstant | null;
  publishedBy: string | null;
}

export interface ItemDetail extends ItemRow {
  versions: ItemVersion[];
}

export interface ItemVersionInput {
  name: string;
  itemClass: ItemClass;
  legalBasis: string | null;
  content: string[];
  method: string;
  rule: ObjectRule;
  requiredQualification: string | null;
}

export interface ItemInput extends ItemVersionInput {
  code: string;
  departmentId: Id;
}

export interface ItemQuery extends ListQuery {
  departmentId?: Id;
  itemClass?: ItemClass;
  status?: ItemVersionStatus;
}

export const items = {
  list: (query: ItemQuery) => http.get<Page<ItemRow>>('/api/items', query),
  get: (id: Id) => http.get<ItemDetail>(`/api/items/${id}`),
  create: (input: ItemInput) => http.post<ItemDetail>('/api/items', input),
  addVersion: (id: Id, input: ItemVersionInput) =>
    http.post<ItemDetail>(`/api/items/${id}/versions`, input),
  publish: (id: Id, version: number) =>
    http.post<ItemDetail>(`/api/items/${id}/versions/${version}/publish`, {}),
  applicableCount: (id: Id) => http.get<{ count: number }>(`/api/items/${id}/applicable-count`),
};
