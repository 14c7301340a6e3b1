"""How each measure of a reading is computed: name, formula, source."""

from samhandling.figures.business.shapes import Rule
from samhandling.ground.said import Said

RULES: tuple[Rule, ...] = (
    Rule(
        Said(
            "Andelen här mot andelen där det jämförs (lokaliseringskvot)",
            "Share here against share where it is compared (location quotient)",
        ),
        "(e_ir / e_r) / (E_i / E)",
        "Haig (1926); Hildebrand & Mace (1950). Interval: Wilson (1927).",
        "lives_on",
    ),
    Rule(
        Said("Tillväxt i tre delar (shift-share)", "Growth in three parts (shift-share)"),
        "e·G + e·(G_i − G) + (f − e·(1 + G_i)) = f − e",
        "Dunn, Papers of the Regional Science Association 6 (1960).",
        "growth",
    ),
    Rule(Said("Lika stora branscher", "Equally large industries"), "1 / Σ s_i²", "Herfindahl (1950); Adelman (1969).", "breadth"),
    Rule(Said("Entropi", "Entropy"), "−Σ s_i · log₂ s_i", "Shannon (1948).", "breadth"),
    Rule(Said("Likhet i struktur (Hachman)", "Likeness of structure (Hachman)"), "1 / Σ (s_i · LQ_i)", "Hachman (1995).", "breadth"),
    Rule(
        Said("Släktskap inom och mellan grupper", "Variety within and between groups"),
        "−Σ p_i · log₂(p_i / P_g);  −Σ P_g · log₂ P_g",
        "Frenken, Van Oort & Verburg, Regional Studies 41 (2007).",
        "breadth",
    ),
    Rule(
        Said("Närhet", "Nearness"),
        "Σ_j φ_ij · M_rj / Σ_j φ_ij,  φ_ij = min(P(i|j), P(j|i)),  M_rj = [LQ ≥ 1]",
        "Hidalgo, Klinger, Barabási & Hausmann, Science 317 (2007).",
        "near",
    ),
    Rule(Said("Hur krävande", "How demanding"), "(rank(PCI) − 1) / (n − 1)", "Hidalgo & Hausmann, PNAS 106 (2009).", "near"),
    Rule(
        Said("Avstånd mellan strukturer (Hoover)", "Distance between structures (Hoover)"), "½ Σ |s_i − t_i|", "Hoover (1936).", "resembles"
    ),
    Rule(
        Said("Motståndskraft", "Resilience"),
        "(Δe_r − Δe_r*) / |Δe_r*|",
        "Martin, Sunley, Gardiner & Tyler, Regional Studies 50 (2016).",
        "growth",
    ),
)
