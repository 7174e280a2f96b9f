using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Graph;

namespace Hooks.Build.Testing;

/// <summary>The item of a matrix in a test.</summary>
internal static class TestItem
{
    /// <summary>A hook as the one of its item.</summary>
    /// <exception cref="ArgumentException">No run takes the item.</exception>
    public static PlannedHook Apply(PlannedHook hook, HookTestOptions options)
    {
        var item = options.Item;
        if (item.Length == 0)
            return hook;

        if (MatrixItem.Problem(item) is null)
        {
            return hook with
            {
                Command = [.. hook.Command.Select(Fill)],
                Fix = [.. hook.Fix.Select(Fill)],
                Problems = hook.Problems is null ? null : MatrixItem.Fill(hook.Problems, item),
            };
        }

        // Nobody can write it in Matrix; MatrixOf may find it.
        var found = FoundItems.Of(hook, item);
        return found.Fault is { } fault
            ? throw new ArgumentException($"No run takes the Item: {fault.Problem.Message}", nameof(options))
            : hook with { Command = found.Command, Fix = found.Fix, Problems = found.Problems };

        IReadOnlyList<string> Fill(IReadOnlyList<string> step) => [.. step.Select(argument => ArgumentTemplate.Fill(argument, MatrixItem.Placeholder, item))];
    }
}
