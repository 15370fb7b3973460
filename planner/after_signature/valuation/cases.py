"""The answer of `planner cases value`: every scenario of every case with all its figures."""

from collections.abc import Iterable

from planner.after_signature.numbers import printed_money, printed_rate, years
from planner.after_signature.thresholds import SIGNATURE_DEFAULTS, SignatureThresholds
from planner.after_signature.valuation.calculations import Calculation, calculations_of
from planner.after_signature.valuation.facts import BusinessCaseFact
from planner.after_signature.valuation.present_values import discounted, payback, present_value
from planner.after_signature.valuation.rates_of_return import rates_of_return
from planner.after_signature.valuation.sensitivities import break_even_as_json, sensitivities


def cases_as_json(
    customer: str,
    cases: Iterable[BusinessCaseFact],
    thresholds: SignatureThresholds = SIGNATURE_DEFAULTS,
) -> dict[str, object]:
    return {
        "customer": customer,
        "cases": [
            {
                "case": case.key,
                "scenarios": [
                    _scenario(each, thresholds.variation) for each in calculations_of(case)
                ],
            }
            for case in cases
        ],
    }


def _scenario(calculation: Calculation, variation: int) -> dict[str, object]:
    flows, discount_rate = calculation.flows, calculation.discount_rate
    irr = rates_of_return(flows)
    return {
        "scenario": calculation.scenario,
        "discount_rate": printed_rate(discount_rate),
        "flows": [printed_money(amount) for amount in flows],
        "total": printed_money(calculation.total()),
        "one_off": printed_money(calculation.total(one_off=True)),
        "running": printed_money(calculation.total(one_off=False)),
        "npv": printed_money(present_value(flows, discount_rate)),
        "irr": printed_rate(irr.rate),
        "irr_reason": None if irr.reason is None else irr.reason.value,
        "irr_all": [printed_rate(each) for each in irr.rates],
        "payback": years(payback(flows)),
        "discounted_payback": years(payback(discounted(flows, discount_rate))),
        "sensitivity": [each.as_json() for each in sensitivities(calculation, variation)],
        "break_even": break_even_as_json(calculation),
    }
