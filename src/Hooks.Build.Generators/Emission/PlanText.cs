using System.Globalization;
using System.Text;
using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Emission;

/// <summary>
/// Writes the plan as lines of <c>Name=Value</c>; a list is its items, one line each, and a name alone is a null. Values that are the default are left out.
/// The engine reads it (its <c>PlanText</c>).
/// </summary>
internal sealed class PlanText
{
    /// <summary>Version of the format.</summary>
    public const int Format = 5;

    private readonly StringBuilder _text = new();

    private PlanText()
    {
    }

    /// <summary>The whole plan.</summary>
    /// <param name="package">Version of the package.</param>
    /// <param name="plan">The plan, legal or refused.</param>
    public static string Write(string package, HookPlanModel plan)
    {
        var text = new PlanText();
        text.Value("Format", Format);
        text.Value("Package", package);
        foreach (var refusal in plan.Refusals)
            text.Write(refusal);

        foreach (var hook in plan.Hooks)
            text.Write(hook);

        foreach (var listener in plan.Listeners)
            text.Write(listener);

        return text._text.ToString();
    }

    private void Write(Refusal refusal)
    {
        Value("Refused", refusal.Code);
        Value("Message", refusal.Message);
        Write(refusal.Position);
    }

    private void Write(HookEntry entry)
    {
        var (spec, options) = (entry.Spec, entry.Spec.Options);
        Value("Hook", spec.Name);
        if (spec.Item is not null)
        {
            Value(nameof(options.Matrix), spec.Declared);
            Value(nameof(spec.Item), spec.Item);
        }

        List(nameof(options.MatrixOf), options.MatrixOf.Value);
        Value("Kind", Kind(spec));
        Value("Type", spec.MetadataType);
        Text(nameof(spec.Joined.Assembly), spec.Joined?.Assembly);
        Flag(nameof(spec.TakesContext), spec.TakesContext);
        List("Command", spec.Command?.Arguments ?? default);
        List(nameof(options.Fix), options.Fix?.Arguments ?? default);
        List(nameof(options.DependsOn), options.DependsOn);
        List(nameof(options.After), options.After);
        Value(nameof(options.Stages), options.Stages.Value);
        Flag("GatesNobody", !options.Gates.Value);
        Flag(nameof(options.Finally), options.Finally.Value);
        Flag("StagesAreOfOthers", options.Finally.Value && !options.Stages.IsSet);
        Flag(nameof(options.ProfilesAreOfOthers), options.ProfilesAreOfOthers && options.Profiles.Count > 0);
        List(nameof(options.Profiles), options.Profiles);
        List(nameof(options.Files), options.Files);
        List(nameof(options.Exclude), options.Exclude);
        List(nameof(options.Reads), options.Reads);
        List(nameof(options.Writes), options.Writes);
        List(nameof(options.Locks), options.Locks);
        Number(nameof(options.Timeout), options.Timeout.IsSet ? options.Timeout.Value : 0);
        Number(nameof(options.Severity), options.Severity.Value);
        Number(nameof(options.Retries), options.Retries.Value);
        Text(nameof(options.Cores), options.Cores.Value > 0 ? options.Cores.Value.ToString("R", CultureInfo.InvariantCulture) : null);
        Flag(nameof(options.Batch), options.Batch.Value);
        Flag(nameof(options.PerFile), options.PerFile.Value);
        Flag("NoCache", !options.Cache.Value);
        Flag(nameof(spec.NeverFixes), spec.NeverFixes);
        Flag(nameof(spec.AsksToFix), spec.AsksToFix);
        List(nameof(options.Environment), options.Environment);
        Text(nameof(options.WorkingDirectory), options.WorkingDirectory.Value);
        Text(nameof(options.Problems), options.Problems.Value);
        List(nameof(options.Tools), options.Tools);
        Flag(nameof(options.FailClosed), options.FailClosed.Value);
        Text(nameof(options.Description), options.Description.Value);
        Number(nameof(entry.Wave), entry.Wave);
        Value(nameof(entry.Rank), entry.Rank);
        Write(entry.Position);
        Value("Hash", DefinitionHash.Compute(spec));
        if (spec.Joined is not { } joined)
            return;

        Value("Defined", joined.Place);
        Value(nameof(joined.Definition), joined.Definition);
        Value(nameof(joined.May), joined.May);
        Text(nameof(joined.BroughtBy), joined.BroughtBy == joined.Assembly ? null : joined.BroughtBy);
    }

    private void Write(ListenerEntry entry)
    {
        var spec = entry.Spec;
        Value("Listener", spec.Name);
        Value("Type", spec.MetadataType);
        Flag(nameof(spec.TakesToken), spec.TakesToken);
        Value(nameof(spec.Stages), spec.Stages.Value);
        Value(nameof(spec.Timeout), spec.Timeout.Value);
        Flag(nameof(spec.Output), spec.Output.Value);
        List(nameof(spec.Environment), spec.Environment);
        Text(nameof(spec.Description), spec.Description.Value);
        Write(entry.Position);
    }

    private void Write(PlanPosition position)
    {
        Value(nameof(position.File), position.File);
        Value(nameof(position.Line), position.Line);
        Value(nameof(position.Column), position.Column);
    }

    private static string Kind(HookSpec spec) =>
        spec.IsMethod ? "Method"
        : spec.Command?.Standard is not { } standard ? "Command"
        : standard.StartsWith("hooks:", StringComparison.Ordinal) ? "Check"
        : standard.StartsWith("agent:", StringComparison.Ordinal) ? "Guard"
        : "Tool";

    private void List(string name, EquatableArray<ListItem> items)
    {
        foreach (var item in items)
            Value(name, item.Value);
    }

    private void List(string name, EquatableArray<string?> items)
    {
        foreach (var item in items)
            Value(name, item);
    }

    private void Number(string name, int value)
    {
        if (value != 0)
            Value(name, value);
    }

    private void Flag(string name, bool value)
    {
        if (value)
            Value(name, "true");
    }

    private void Text(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Value(name, value);
    }

    private void Value(string name, int value) => Value(name, value.ToString(CultureInfo.InvariantCulture));

    // All but printable ASCII is escaped: line ends would end the value, and metadata keeps no lone surrogate.
    private void Value(string name, string? value)
    {
        _text.Append(name);
        if (value is not null)
        {
            _text.Append('=');
            var plain = 0;
            for (var i = 0; i < value.Length; i++)
            {
                var character = value[i];
                if (character is >= ' ' and <= '~' and not '\\')
                    continue;

                _text.Append(value, plain, i - plain).Append('\\');
                plain = i + 1;
                if (character == '\\')
                    _text.Append('\\');
                else
                    _text.Append('u').Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            }

            _text.Append(value, plain, value.Length - plain);
        }

        _text.Append('\n');
    }
}
