using Hooks.Build.Bench.Measuring;

namespace Hooks.Build.Bench.Results;

/// <summary>What a scenario found.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Notes">What was measured and how, a paragraph each.</param>
/// <param name="Tables">The figures for people.</param>
/// <param name="Measurements">The figures for programs.</param>
internal sealed record Section(
    string Scenario, string Title, IReadOnlyList<string> Notes, IReadOnlyList<Table> Tables, IReadOnlyList<Measurement> Measurements);

/// <summary>A table.</summary>
/// <param name="Columns">Its headings; the first column is text, the others are figures.</param>
/// <param name="Rows">Its cells.</param>
internal sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>One thing measured several times.</summary>
/// <param name="Subject">What, such as <c>10 fast hooks</c>.</param>
/// <param name="Variant">In which way, such as <c>ready</c>.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Sample">The values.</param>
internal sealed record Measurement(string Subject, string Variant, string Unit, Sample Sample);
