/** `huiyin chart 趋势 out.png`: the charts of the chat as files. */
import { writeFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { dayOf } from '../domain/time.ts';
import { coverageChart } from '../services/charts/coverage.ts';
import { funnelChart, survivalChart, trendChart, unitCardChart, type Chart } from '../services/charts/make.ts';
import { findUnit } from '../services/issues/find.ts';
import { readRoster } from '../services/roster-memory.ts';
import { allPlaces } from '../services/visits/coverage.ts';
import { coverageIn, type Scope } from '../services/visits/coverage-shown.ts';
import { numbered, print, withDatabase } from './open.ts';

export function chart(config: Config, kind: string, path: string, unitWord?: string): Promise<void> {
  return withDatabase(config, async ({ db, log }) => {
    const readers = await readRoster(db);
    const core = { db, log, readers: () => readers };
    const now = Date.now();
    const today = { until: dayOf(now), now };
    const unit = unitWord === undefined ? null : findUnit(readers, unitWord).id;
    const made = unitWord !== undefined && unit === null ? null : await draw();
    const [page] = made?.pages ?? [];
    if (page === undefined) {
      print(`用法：huiyin chart 趋势|漏斗|曲线|单位|覆盖 图片.png [--unit 单位]；曲线、单位要写单位，写全称或简称`);
      process.exitCode = 1;
      return;
    }
    made?.pages.forEach((bytes, index) => {
      const name = index === 0 ? path : numbered(path, index + 1);
      writeFileSync(name, bytes);
      print(`已写入 ${name}（${Math.ceil(bytes.length / 1024)} KB）`);
    });

    function scope(): Scope {
      const all = allPlaces(core, dayOf(now));
      if (unit === null) return { name: '全区', places: all };
      return {
        name: readers.directory.unitName(unit),
        places: all.filter(({ place, town }) => place === unit || town === unit),
      };
    }

    async function draw(): Promise<Chart | null> {
      if (kind === '趋势') return trendChart(core, unit, now);
      if (kind === '漏斗') return funnelChart(core, now);
      if (kind === '覆盖')
        return coverageChart(core, await coverageIn(core, scope(), { ...today, own: true, often: false }));
      if (kind === '曲线' && unit !== null) return survivalChart(core, unit, now);
      return kind === '单位' && unit !== null ? unitCardChart(core, unit, now) : null;
    }
  });
}
