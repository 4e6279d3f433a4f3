"""The ledger's views for users of SQL: the last finished run of each root, one row a thing."""

from __future__ import annotations

_LAST = """u.id IN
            (SELECT max(w.id) FROM runs w WHERE w.finished IS NOT NULL GROUP BY w.root)"""

FIGURES = f"""
        SELECT u.root, u.id AS run_id, r.ordinal AS report_ordinal, r.report, d.issuer,
          d.number AS report_number, d.date AS report_date, d.period AS report_period,
          n.ordinal, n.numeral AS id, n.kind, n.surface, n.value, n.denominator, n.upper, n.unit,
          n.hedge, n.noun, n.noun_key, n.indicator, n.period, n.role, n.part_of, n.percent_of,
          n.origin, n.confidence, n.page, n.block, n.section, n.footnote, n.table_number,
          n.row_number, n.column_number, n.x0, n.top, n.x1, n.bottom, s.text AS sentence,
          n.span_start, n.span_end
        FROM runs u JOIN reports r ON r.run_id = u.id
          JOIN documents d ON d.id = r.document_id
          JOIN numerals n ON n.document_id = d.id
          JOIN sentences s ON s.document_id = d.id AND s.ordinal = n.sentence
        WHERE n.value IS NOT NULL AND {_LAST}
    """  # noqa: S608 - names of ours

_FOUND = """f.rule, f.name, f.severity, f.message_vi, f.message_en, f.stated,
              f.expected, f.working_vi, f.working_en, f.sentence, f.surfaces, f.fingerprint"""

ALL_FINDINGS = f"""
        SELECT e.*, m.choice AS decision, m.note, m.reviewer
        FROM (
        SELECT c.root, c.run_id, c.report_ordinal, c.report, c.issuer, c.report_period,
          c.name_once || CASE WHEN c.nth > 1 THEN '-' || CAST(c.nth AS VARCHAR(9)) ELSE '' END
            AS finding,
          c.rule, c.name,
          CASE c.severity WHEN 3 THEN 'error' WHEN 2 THEN 'warning' ELSE 'note' END AS severity,
          c.message_vi, c.message_en, c.stated, c.expected, c.working_vi, c.working_en,
          c.sentence, c.surfaces, c.is_across
        FROM (
          SELECT b.*, r.report, r.ordinal AS report_ordinal, d.issuer, d.period AS report_period,
            r.subject || '-' || b.fingerprint AS name_once,
            ROW_NUMBER() OVER (PARTITION BY b.run_id, r.subject, b.fingerprint
              ORDER BY r.ordinal, b.is_across, b.ordinal) AS nth
          FROM (
            SELECT u.root, u.id AS run_id, r.ordinal AS at_report, 0 AS is_across, f.ordinal,
              {_FOUND}
            FROM runs u JOIN reports r ON r.run_id = u.id
              JOIN findings f ON f.document_id = r.document_id
            WHERE {_LAST}
            UNION ALL
            SELECT u.root, u.id, r.ordinal, 1, f.ordinal,
              {_FOUND}
            FROM runs u JOIN across_findings f ON f.run_id = u.id
              JOIN reports r ON r.run_id = u.id AND r.report = f.report
            WHERE {_LAST}
          ) b
          JOIN reports r ON r.run_id = b.run_id AND r.ordinal = b.at_report
          LEFT JOIN documents d ON d.id = r.document_id
        ) c
        ) e LEFT JOIN (
          SELECT o.finding, o.choice, o.note, o.reviewer FROM decisions o
          WHERE o.choice <> 'open' AND NOT EXISTS
            (SELECT 1 FROM decisions p WHERE p.finding = o.finding AND p.seq > o.seq)
        ) m ON m.finding = e.finding
    """  # noqa: S608 - names of ours

VIEWS = {"figures": FIGURES, "all_findings": ALL_FINDINGS}
