using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The repository is made by a shell.")]
public sealed class LargeRepositoryTests
{
    private const int Tracked = 50_000;
    private const int Staged = 5_000;

    [TestMethod]
    public async Task Five_thousand_staged_files_among_fifty_thousand_are_each_told_right()
    {
        using var repository = Create();
        List<string> names = [];
        for (var i = 0; i < Staged; i++)
        {
            names.Add(Name(i * 10));
            _ = repository.Edit(names[^1], "staged");
        }

        await File.WriteAllLinesAsync(repository.In(".git/names"), names);
        _ = repository.Shell("git update-index --add --stdin < .git/names");
        _ = repository.Edit(names[7], "edited").Edit(names[4000], "edited").Shell($"rm {names[70]}");
        var staged = (await repository.ListAsync(FileChoiceKind.Staged)).Staged!;
        staged.Count.ShouldBe(Staged);
        staged.Where(file => file.WorkingCopy != Engine.Git.WorkingCopy.Same).Select(file => $"{file.Path} {file.WorkingCopy}")
            .ShouldBe(new[] { $"{names[7]} Changed", $"{names[4000]} Changed", $"{names[70]} Missing" }.Order(StringComparer.Ordinal));
    }

    [TestMethod]
    public async Task All_of_fifty_thousand_files_are_listed()
    {
        using var repository = Create();
        (await repository.ListAsync(FileChoiceKind.All)).Paths.Count.ShouldBe(Tracked);
    }

    // Only in the index and the commit: fifty thousand files on disk take seconds.
    private static TempRepository Create()
    {
        var repository = new TempRepository().Edit(".git/content", "x");
        var blob = repository.Git("hash-object", "-w", ".git/content");
        StringBuilder lines = new();
        for (var i = 0; i < Tracked; i++)
        {
            _ = lines.Append(CultureInfo.InvariantCulture, $"100644 {blob}\t{Name(i)}\n");
        }

        _ = repository.Edit(".git/lines", lines.ToString());
        _ = repository.Shell("git update-index --index-info < .git/lines; git update-ref HEAD $(git commit-tree -m x $(git write-tree))");
        return repository;
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"folder{i / 500}/sub{i % 7}/file{i}.cs");
}
