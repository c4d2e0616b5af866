// Unexplained: the findings of one script that are reason to stop a fuzzer.
//
// Those that the expectations explain are not. Nor is what follows from them: where one engine's object has refused and the
// reference's goes on, explained, the two are in different places from then on, and so is whoever is spoken to by them; where
// one engine could not make something, all that is made of it or asks it follows; whoever was told a hello that a fault came
// to, and that two libraries make of two lengths, was told two things. Nor is what an object shows that libraries of two
// families have both refused: each has its own way to be dead, which rules look at. What rules say is always reason: they
// look at one engine alone.
// The first difference of an engine that is left is the last, as all behind it may follow from it. One that is left out hides
// nothing of other objects, at its level and coarser ones, if the verdict went on behind it (JudgeOptions::beyond).
// Complexity: one pass over findings and steps; over traces as well where there is a difference, once more for each step that
// makes or moves. Ownership: the pointers are the verdict's.
#ifndef PARALLAX_HARNESS_CAMPAIGN_UNEXPLAINED_H_
#define PARALLAX_HARNESS_CAMPAIGN_UNEXPLAINED_H_

#include <vector>

#include "harness/compare/finding.h"
#include "harness/compare/judge.h"
#include "harness/script/script.h"

namespace parallax {

// Findings of an engine are in the order of their steps, as judge() gives them; the runs are those that it judged.
std::vector<const Finding*> unexplained(const Script& script, const Verdict& verdict,
                                        const std::vector<Runs>& runs);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CAMPAIGN_UNEXPLAINED_H_
