using System.Globalization;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0015 and HOOK0016: tells what is wrong with the use of other assemblies' hooks.</summary>
internal static class UseProblems
{
    /// <summary>As a diagnostic.</summary>
    public static Diagnostic Diagnostic(UseProblem problem, Location where) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(RuleOf(problem), where, problem.Name, problem.Problem);

    /// <summary>As a refusal of the plan.</summary>
    public static Refusal Refusal(UseProblem problem, PlanPosition position) =>
        new(
            RuleOf(problem).Id,
            string.Format(CultureInfo.InvariantCulture, RuleOf(problem).MessageFormat.ToString(CultureInfo.InvariantCulture), problem.Name, problem.Problem),
            position);

    private static DiagnosticDescriptor RuleOf(UseProblem problem) =>
        problem.IsOverride ? DiagnosticDescriptors.UselessOverride : DiagnosticDescriptors.UnusableHooks;
}
