from compliance import errors as errors
from compliance.api import check as check
from compliance.api import check_claims as check_claims
from compliance.api import diff as diff
from compliance.api import explain as explain
from compliance.api import make_report as make_report
from compliance.api import parse as parse
from compliance.api import text as text
from compliance.results import Claims as Claims
from compliance.results import Clauses as Clauses
from compliance.results import Comparison as Comparison
from compliance.results import Explanation as Explanation
from compliance.results import Judgement as Judgement
from compliance.results import Report as Report
from compliance.results import Verdict as Verdict

__version__: str
