using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>The user saves a file at the very moment at which it is repaired, or put back.</summary>
[TestClass]
public sealed class SavedMeanwhileTests : IDisposable
{
    private readonly TempRepository _repository = new();
    private readonly TempFolder _place = new();
    private readonly PrivateFolder _folder;
    private readonly WorkingCopyRepair _repair;
    private Action _meanwhile = () => { };

    public SavedMeanwhileTests()
    {
        _folder = PrivateFolder.In(_place.Path);
        var environment = HookEnvironment.OfThisProcess();
        GitProgram git = new(GitRepository.Find(_repository.Path, environment)!, SystemLauncher.Create(), environment);
        _repair = new WorkingCopyRepair(git, _folder, new UserFile((from, to) =>
        {
            _meanwhile();
            _meanwhile = () => { };
            return NativeRename.TryExchange(from, to);
        }));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _place.Dispose();
        _repository.Dispose();
    }

    [TestMethod]
    public async Task A_repair_is_not_written_over_it()
    {
        Save("one \n");
        _meanwhile = () => Save("one \nsaved\n");
        (await RepairAsync("one \n", "one\n")).ShouldBe(WorkingCopyFix.Saved);
        Disk.ShouldBe("one \nsaved\n");
    }

    [TestMethod]
    public async Task A_merged_repair_is_not_written_over_it()
    {
        Save("one \n2\n3\n4\nmine\n");
        _meanwhile = () => Save("one \n2\n3\n4\nmine\nsaved\n");
        (await RepairAsync("one \n2\n3\n4\n", "one\n2\n3\n4\n")).ShouldBe(WorkingCopyFix.Saved);
        Disk.ShouldBe("one \n2\n3\n4\nmine\nsaved\n");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems do not tell who has a file open.")]
    public async Task A_repair_of_a_file_that_a_program_appends_to_is_in_the_commit_only()
    {
        Save("one \n");
        using Holder holder = new(_repository.In("a.txt"), ">>");
        (await RepairAsync("one \n", "one\n")).ShouldBe(WorkingCopyFix.Held);
        holder.Write("late");
        Disk.ShouldBe("one \nlate\n");
    }

    [TestMethod]
    public async Task What_was_there_before_is_not_put_back_over_it()
    {
        Save("one \n");
        (await RepairAsync("one \n", "one\n")).ShouldBe(WorkingCopyFix.Same);
        _meanwhile = () => Save("one\nsaved\n");
        _repair.Undo().ShouldBe(["a.txt"]);
        Disk.ShouldBe("one\nsaved\n");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems do not tell who has a file open.")]
    public async Task A_file_that_a_program_has_opened_since_is_told_where_a_repair_is_taken_back()
    {
        Save("one \n");
        _ = await RepairAsync("one \n", "one\n");
        using Holder holder = new(_repository.In("a.txt"), ">>");
        _repair.Undo().ShouldBe(["a.txt"]);
        holder.Write("late");
        Disk.ShouldBe("one\nlate\n");
    }

    [TestMethod]
    public async Task Of_two_repairs_the_second_alone_can_be_taken_back_and_then_the_first()
    {
        Save("one \n");
        _ = await RepairAsync("one \n", "one\n");
        var place = _repair.Place;
        _ = await RepairAsync("one\n", "two\n");
        Disk.ShouldBe("two\n");
        _repair.Undo(place).ShouldBeEmpty();
        Disk.ShouldBe("one\n");
        _repair.IsOurs("a.txt", FileState.Of(_repository.In("a.txt"))).ShouldBeTrue();
        _repair.Undo();
        Disk.ShouldBe("one \n");
        Directory.EnumerateFiles(_repository.In(".git"), "*hooks-build*").ShouldBeEmpty();
    }

    private string Disk => File.ReadAllText(_repository.In("a.txt"));

    private void Save(string content) => File.WriteAllText(_repository.In("a.txt"), content);

    private async Task<WorkingCopyFix> RepairAsync(string staged, string repaired)
    {
        var (before, after) = (_folder.Next("staged"), _folder.Next("repaired"));
        await File.WriteAllTextAsync(before, staged);
        await File.WriteAllTextAsync(after, repaired);
        return await _repair.RepairAsync("a.txt", before, after, hasStagedContent: true, CancellationToken.None);
    }
}
