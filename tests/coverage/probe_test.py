from samhandling.coverage.answer import as_plain
from samhandling.coverage.queries import CoverageQuestion, coverage
from datetime import date
def test_x(sormland):
    found = coverage(CoverageQuestion(sormland.strategy, date(2018,6,30)), seen_by=sormland.viewer)
    import json
    open("/tmp/cov/answer.json","w").write(json.dumps(as_plain(found), ensure_ascii=False, indent=1))
