using System.Globalization;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

/// <summary>A file is replaced as a whole, and never over what was saved since it was read.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class UserFileTests
{
    [TestMethod]
    public void The_new_content_has_the_old_ones_mode_and_nothing_is_left_beside_it()
    {
        using TempFolder folder = new();
        var path = folder.File("file", "old");
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.UserExecute);
        new UserFile().TryReplace(Change(path, "old", "new")).ShouldNotBeNull();
        File.ReadAllText(path).ShouldBe("new");
        Mode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.UserExecute);
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([path]);
    }

    [TestMethod]
    public void A_name_as_long_as_names_can_be_is_no_hindrance()
    {
        using TempFolder folder = new();
        var path = folder.File(new string('n', 255), "old");
        new UserFile().TryReplace(Change(path, "old", "new")).ShouldNotBeNull();
        File.ReadAllText(path).ShouldBe("new");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX, IgnoreMessage = "Windows exchanges no files.")]
    public void Files_are_exchanged_in_one_step()
    {
        using TempFolder folder = new();
        var (one, other) = (folder.File("one", "1"), folder.File("other", "2"));
        NativeRename.TryExchange(one, other).ShouldBe(Exchange.Done);
        (File.ReadAllText(one), File.ReadAllText(other)).ShouldBe(("2", "1"));
        NativeRename.TryExchange(one, folder.In("none")).ShouldBe(Exchange.Gone);
    }

    // Whatever is saved before any of the exchanges, in whatever way: the last save is what stays, and nothing else is left.
    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX, IgnoreMessage = "Windows exchanges no files.")]
    public void What_is_saved_between_the_last_look_and_the_exchange_stays()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            Random random = new(seed);
            using TempFolder folder = new();
            var path = folder.File("file", "old");
            var expected = "new";
            var saves = random.Next(4);
            var isSaved = saves > 0;
            UserFile files = new((from, to) =>
            {
                if (saves-- > 0)
                {
                    expected = string.Create(CultureInfo.InvariantCulture, $"saved {saves}");
                    Save(random, to, expected);
                }

                return NativeRename.TryExchange(from, to);
            });
            var made = files.TryReplace(Change(path, "old", "new") with { Drafts = random.Next(2) == 0 ? folder.Path : null });
            (made is null).ShouldBe(isSaved, $"seed {seed}");
            File.ReadAllText(path).ShouldBe(expected, $"seed {seed}");
            Directory.GetFileSystemEntries(folder.Path).ShouldBe([path], $"seed {seed}");
        }
    }

    [TestMethod]
    [DataRow("rm file")]
    [DataRow("rm file; mkdir file; touch file/precious")]
    [DataRow("rm file; ln -s other file")]
    [DataRow("rm file; mkfifo file")]
    [DataRow("chmod 600 file; echo unread > file; chmod 000 file")]
    [DataRow("chmod 755 file")]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX, IgnoreMessage = "Windows exchanges no files.")]
    public void Whatever_takes_the_files_place_at_the_last_moment_stays(string change)
    {
        const string State = "stat -c '%n %F %a %i' * */* 2>/dev/null || true";
        using TempFolder folder = new();
        var path = folder.File("file", "old");
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var isFirst = true;
        var state = "";
        UserFile files = new((from, to) =>
        {
            if (isFirst)
            {
                _ = folder.Shell(change);
                state = folder.Shell(State);
                isFirst = false;
            }

            return NativeRename.TryExchange(from, to);
        });
        files.TryReplace(Change(path, "old", "new")).ShouldBeNull();
        folder.Shell(State).ShouldBe(state);
        folder.Shell("ls -A | grep -v '^file$' || true").ShouldBeEmpty();
    }

    [TestMethod]
    public void Where_files_cannot_be_exchanged_the_last_look_is_right_before_the_file_takes_the_place()
    {
        using TempFolder folder = new();
        var path = folder.File("file", "old");
        UserFile files = new((_, _) => Exchange.Unknown);
        files.TryReplace(Change(path, "old", "new")).ShouldNotBeNull();
        File.ReadAllText(path).ShouldBe("new");
        var change = Change(path, "new", "newer");
        File.WriteAllText(path, "saved");
        files.TryReplace(change).ShouldBeNull();
        File.ReadAllText(path).ShouldBe("saved");
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([path]);
    }

    [TestMethod]
    public void Another_content_of_the_same_length_and_time_is_another_file()
    {
        using TempFolder folder = new();
        var path = folder.File("file", "old");
        var change = Change(path, "was", "new");
        new UserFile().TryReplace(change).ShouldBeNull();
        File.ReadAllText(path).ShouldBe("old");
    }

    [TestMethod]
    public void What_cannot_be_put_back_is_kept_and_its_place_told()
    {
        using TempFolder folder = new();
        var path = folder.File("file", "old");
        var count = 0;
        UserFile files = new((from, to) =>
        {
            if (++count > 1)
            {
                return Exchange.Unknown;
            }

            var saved = File.ReadAllText(from);
            File.WriteAllText(from, "saved");
            File.WriteAllText(to, saved);
            return Exchange.Done;
        });
        var said = Should.Throw<IOException>(() => files.TryReplace(Change(path, "old", "new"))).Message;
        File.ReadAllText(said[said.IndexOf(folder.Path, said.IndexOf("it is in", StringComparison.Ordinal), StringComparison.Ordinal)..]).ShouldBe("saved");
    }

    private static void Save(Random random, string path, string content)
    {
        if (random.Next(2) == 0)
        {
            File.WriteAllText(path, content);
        }
        else
        {
            File.WriteAllText(path + "~", content);
            File.Move(path + "~", path, overwrite: true);
        }
    }

    private static Replacement Change(string path, string before, string after) =>
        new(
            path,
            FileStatus.Read(path),
            content => content.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(before)),
            System.Text.Encoding.UTF8.GetBytes(after));

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static UnixFileMode Mode(string path) =>
        OperatingSystem.IsWindows()
            ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.UserExecute
            : File.GetUnixFileMode(path);
}
