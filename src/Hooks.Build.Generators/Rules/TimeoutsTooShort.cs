using System.Globalization;
using Hooks.Build.Generators.Diagnostics;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0012: a time limit, which is for all attempts together, that leaves less than a second for each.</summary>
internal static class TimeoutsTooShort
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            var options = hooks.Hooks[i].Options;
            if (options.Timeout is { Value: >= 1, Where: { } where }
                && options.Retries.Value is > 0 and <= 10
                && options.Timeout.Value <= options.Retries.Value)
            {
                string[] arguments = [hooks.Hooks[i].Name, Text(options.Timeout.Value), Text(options.Retries.Value + 1)];
                yield return new Finding(DiagnosticDescriptors.TimeoutTooShort, arguments, new HookPlace(i, where));
            }
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
