using System.Diagnostics;
using System.Runtime.Versioning;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

/// <summary>Folders of killed runs in a place that is everybody's: ours are swept, and nothing else is touched, whatever it is called.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "A temporary folder of Windows is one user's own.")]
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFolderTests
{
    private const string Left = "hooks-build-Abc123";
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [TestMethod]
    public void A_folder_of_a_killed_run_is_swept_and_what_its_links_lead_to_is_not()
    {
        using TempFolder place = new();
        using TempFolder outside = new();
        _ = outside.File("precious");
        var left = Leave(place);
        _ = place.Shell($"""
            cd {Left}; mkdir -p a/b/c .git 'odd name'; touch a/b/c/f .git/x 'odd name/y'
            ln -s '{outside.Path}' out; ln -s '{outside.In("precious")}' a/out; mkfifo pipe; touch "$(printf '\377')"; touch a/b/c/g; chmod 000 a/b/c; chmod 555 a/b; touch -d '2 days ago' .
            """);
        PrivateFolder.Sweep(place.Path);
        Directory.Exists(left).ShouldBeFalse();
        File.Exists(outside.In("precious")).ShouldBeTrue();
    }

    [TestMethod]
    [DataRow(24, "Too many open files", "Raise the limit of open files (ulimit -n)", DisplayName = "of this process")]
    [DataRow(23, "Too many open files in system", "Raise the limit of open files (ulimit -n)", DisplayName = "of the system")]
    [DataRow(28, "No space left on device", "Free some space, or set TMPDIR to a folder that can be written", DisplayName = "no room")]
    [DataRow(5, "Input/output error", "Set TMPDIR to a folder that can be written", DisplayName = "anything else")]
    public void Where_no_place_has_a_folder_people_are_told_what_helps_against_the_reason(int number, string reason, string remedy)
    {
        using TempFolder place = new();
        var told = Should.Throw<HooksException>(() => PrivateFolder.Create(0, [place.Path], _ => throw new IOException(reason, number))).Message;
        told.ShouldBe($"HOOK9016: There is no folder for copies of the staged files ({reason}). {remedy}");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Mounts a file system.")]
    public void A_place_where_nothing_may_be_executed_is_the_last_that_is_taken()
    {
        using TempFolder place = new();
        using var mounted = SmallDisk.Mount(place.In("noexec"), "size=64m,noexec");
        _ = Directory.CreateDirectory(place.In("usual"));
        using (var folder = PrivateFolder.Create(0, [place.In("noexec"), place.In("usual")]))
        {
            folder.Path.ShouldStartWith(place.In("usual"));
            folder.TryMoveOn().ShouldBeTrue();
            folder.Place.ShouldStartWith(place.In("noexec"));
        }

        using var only = PrivateFolder.Create(0, [place.In("noexec")]);
        only.Path.ShouldStartWith(place.In("noexec"));
    }

    [TestMethod]
    public void A_folder_of_a_run_that_lives_stays()
    {
        using TempFolder place = new();
        using var lives = PrivateFolder.In(place.Path);
        PrivateFolder.Sweep(place.Path);
        Directory.Exists(lives.Path).ShouldBeTrue();
        File.GetUnixFileMode(lives.Path).ShouldBe(Ours);
    }

    [TestMethod]
    public void A_folder_that_is_done_with_is_gone_with_all_that_is_in_it()
    {
        using TempFolder place = new();
        using (var folder = PrivateFolder.In(place.Path))
        {
            _ = Directory.CreateDirectory(Path.Combine(folder.Path, "a/b"));
        }

        Directory.EnumerateFileSystemEntries(place.Path).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow($"mkdir other; touch other/.hooks-build-lock other/f; ln -s other {Left}", "other/f")]
    [DataRow($"mkdir -m 755 {Left}; touch {Left}/.hooks-build-lock {Left}/f; touch -d '2 days ago' {Left}", $"{Left}/f")]
    [DataRow($"mkdir -m 770 {Left}; touch {Left}/.hooks-build-lock {Left}/f; touch -d '2 days ago' {Left}", $"{Left}/f")]
    [DataRow($"mkdir -m 700 {Left}; touch {Left}/f; touch -d '2 days ago' {Left}", $"{Left}/f")]
    [DataRow($"mkdir -m 700 {Left}; touch {Left}/f lock; ln -s ../lock {Left}/.hooks-build-lock; touch -d '2 days ago' {Left}", $"{Left}/f")]
    [DataRow($"mkdir -m 700 {Left}; mkdir {Left}/.hooks-build-lock; touch {Left}/f; touch -d '2 days ago' {Left}", $"{Left}/f")]
    [DataRow($"touch {Left}", Left)]
    [DataRow("mkdir -m 700 hooks-other; touch hooks-other/.hooks-build-lock hooks-other/f", "hooks-other/f")]
    public void What_only_has_the_name_stays(string make, string stays)
    {
        using TempFolder place = new();
        _ = place.Shell(make);
        PrivateFolder.Sweep(place.Path);
        File.Exists(place.In(stays)).ShouldBeTrue();
    }

    [TestMethod]
    public void A_folder_that_was_left_before_it_was_locked_goes_after_a_minute()
    {
        using TempFolder place = new();
        _ = place.Shell($"mkdir -m 700 {Left} hooks-build-new000; mkdir {Left}/before-2; touch -d '2 days ago' {Left}");
        PrivateFolder.Sweep(place.Path);
        Directory.EnumerateDirectories(place.Path).Select(Path.GetFileName).ShouldBe(["hooks-build-new000"]);
    }

    [TestMethod]
    public void A_folder_without_a_lock_that_has_files_stays_whole()
    {
        using TempFolder place = new();
        _ = place.Shell($"mkdir -m 700 {Left}; mkdir {Left}/d; touch {Left}/d/f; touch -d '2 days ago' {Left}");
        PrivateFolder.Sweep(place.Path);
        File.Exists(place.In($"{Left}/d/f")).ShouldBeTrue();
    }

    [TestMethod]
    public void A_folder_that_a_hook_deleted_and_the_run_made_anew_is_gone_after_the_run()
    {
        using TempFolder place = new();
        using (var folder = PrivateFolder.In(place.Path))
        {
            Directory.Delete(folder.Path, recursive: true);
            var copy = folder.Next("before");
            PrivateFolder.MakeFolder(copy);
            File.WriteAllText(Path.Combine(copy, "a.txt"), "");
        }

        Directory.EnumerateFileSystemEntries(place.Path).ShouldBeEmpty();
    }

    [TestMethod]
    public void A_folder_that_was_made_just_now_stays_though_nobody_holds_its_lock_yet()
    {
        using TempFolder place = new();
        var left = Leave(place);
        PrivateFolder.Sweep(place.Path);
        Directory.Exists(left).ShouldBeTrue();
        Age(left);
        PrivateFolder.Sweep(place.Path);
        Directory.Exists(left).ShouldBeFalse();
    }

    // A run that was held up for more than a minute before it took its lock.
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_run_whose_folder_was_swept_before_it_had_the_lock_takes_another(bool hasLockFile)
    {
        using TempFolder place = new();
        List<string> made = [];
        using var folder = PrivateFolder.In(place.Path, hold: path =>
        {
            made.Add(path);
            var name = Path.Combine(path, ".hooks-build-lock");
            if (made.Count > 1)
            {
                return new FileStream(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            }

            if (hasLockFile)
            {
                // Open and not locked yet: the sweep takes the lock, and this one gets that of a file that is gone.
                FileStream late = new(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                Unlock(late);
                Age(path);
                PrivateFolder.Sweep(place.Path);
                return late;
            }

            Age(path);
            PrivateFolder.Sweep(place.Path);
            return new FileStream(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        });
        made.Count.ShouldBe(2);
        folder.Path.ShouldBe(made[1]);
        Age(folder.Path);
        PrivateFolder.Sweep(place.Path);
        Directory.EnumerateDirectories(place.Path).ShouldBe([folder.Path]);
    }

    [TestMethod]
    public void A_lock_is_held_as_long_as_something_is_done_under_it()
    {
        using TempFolder place = new();
        _ = place.File("lock");
        using var folder = Hooks.Build.Engine.FileSystem.OpenFolder.TryOpen(place.Path, followsLinks: true);
        using (var hold = folder!.TryLock("lock\0"u8, out var isThere))
        {
            (hold is not null, isThere).ShouldBe((true, true));
            _ = Should.Throw<IOException>(() => new FileStream(place.In("lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose());
            folder.TryLock("lock\0"u8, out isThere).ShouldBeNull();
            isThere.ShouldBeTrue();
        }

        new FileStream(place.In("lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        folder.TryLock("none\0"u8, out var isNone).ShouldBeNull();
        isNone.ShouldBeFalse();
    }

    [TestMethod]
    public void What_is_made_after_somebody_deleted_all_of_it_nobody_else_may_enter()
    {
        using TempFolder place = new();
        using var folder = PrivateFolder.In(place.Path);
        Directory.Delete(folder.Path, recursive: true);
        PrivateFolder.MakeFolder(folder.Next("tree"));
        File.GetUnixFileMode(folder.Path).ShouldBe(Ours);
        File.GetUnixFileMode(Directory.EnumerateDirectories(folder.Path).Single()).ShouldBe(Ours);
    }

    [TestMethod]
    public void What_has_no_room_goes_to_the_next_place()
    {
        using TempFolder first = new();
        using TempFolder second = new();
        using var folder = PrivateFolder.In(first.Path, [second.Path]);
        var path = folder.Write("copy", target =>
        {
            File.WriteAllText(target, "half");
            if (target.StartsWith(first.Path, StringComparison.Ordinal))
            {
                throw new IOException("No space left on device");
            }
        });
        path.ShouldStartWith(second.Path);
        folder.Next("other").ShouldStartWith(second.Path);
        Directory.EnumerateFiles(first.Path, "copy*", SearchOption.AllDirectories).ShouldBeEmpty();
        Should.Throw<HooksException>(() => folder.Write(
            "copy", _ => throw new IOException("No space left on device"))).Problems.Single().Code.ShouldBe("HOOK9016");
    }

    [TestMethod]
    public void Where_anybody_may_exchange_folders_none_is_made()
    {
        using TempFolder place = new();
        _ = place.Shell("mkdir everybodys; chmod 777 everybodys; mkdir sticky; chmod 1777 sticky");
        Should.Throw<HooksException>(() => PrivateFolder.Create(0, [place.In("everybodys")])).Problems.Single().Message.ShouldContain("no sticky bit");
        using var folder = PrivateFolder.Create(0, [place.In("everybodys"), place.In("sticky")]);
        folder.Path.ShouldStartWith(place.In("sticky"));
    }

    [TestMethod]
    public void A_folder_in_one_that_anybody_may_exchange_is_none()
    {
        using TempFolder place = new();
        _ = place.Shell("mkdir -p everybodys/mine; chmod 777 everybodys; chmod 700 everybodys/mine");
        Should.Throw<HooksException>(() => PrivateFolder.Create(
            0, [place.In("everybodys/mine")])).Problems.Single().Message.ShouldContain($"anybody may exchange what is in {place.In("everybodys")},");
    }

    [TestMethod]
    public void Ones_own_group_may_write_into_ones_own_folder()
    {
        RequireRoot();
        using TempFolder place = new();
        _ = place.Shell("mkdir mine; chgrp 0 mine; chmod 775 mine");
        using var folder = PrivateFolder.Create(0, [place.In("mine")]);
        folder.Path.ShouldStartWith(place.In("mine"));
    }

    [TestMethod]
    [DataRow("chgrp 4242 it; chmod 775 it", "group 4242 may exchange", DisplayName = "another group's")]
    [DataRow("chown 4242 it; chmod 755 it", "user 4242 may exchange", DisplayName = "another user's")]
    [DataRow("chown 4242 it; chmod 1777 it", "user 4242 may exchange", DisplayName = "another user's, though sticky")]
    [DataRow("chown 65534 it; chmod 755 it", "user 65534 may exchange", DisplayName = "nobody's")]
    public void Where_another_may_exchange_folders_none_is_made(string make, string reason)
    {
        RequireRoot();
        using TempFolder place = new();
        _ = place.Shell("mkdir it; " + make);
        Should.Throw<HooksException>(() => PrivateFolder.Create(0, [place.In("it")])).Problems.Single().Message.ShouldContain(reason);
    }

    [TestMethod]
    public void Where_a_group_may_write_the_sticky_bit_keeps_folders()
    {
        RequireRoot();
        using TempFolder place = new();
        _ = place.Shell("mkdir it; chgrp 4242 it; chmod 1775 it");
        using var folder = PrivateFolder.Create(0, [place.In("it")]);
        folder.Path.ShouldStartWith(place.In("it"));
    }

    [TestMethod]
    public void Another_users_folder_stays()
    {
        RequireRoot();
        using TempFolder place = new();
        _ = Leave(place);
        _ = place.Shell($"touch {Left}/f; chown 65534 {Left}; touch -d '2 days ago' {Left}");
        PrivateFolder.Sweep(place.Path);
        File.Exists(place.In($"{Left}/f")).ShouldBeTrue();
    }

    // In the place another user exchanges a folder and a link to a private one; in a folder of ours, a folder that a hook left to everybody.
    [TestMethod]
    public void Another_user_who_exchanges_folders_and_links_makes_us_delete_nothing()
    {
        const int Rounds = 4000;
        RequireRoot();
        using TempFolder place = new();
        using TempFolder victim = new();
        _ = place.Shell($"chmod 1777 .; mkdir -m 711 '{victim.In("private")}'; touch '{victim.In("private")}/.hooks-build-lock'");
        for (var i = 0; i < 20; i++)
        {
            _ = victim.File($"private/precious{i}");
        }

        const string Exchange = """
            my ($place, $victim) = @ARGV; chdir $place or die;
            mkdir 'mine'; mkdir 'mine/sub'; for (0..19) { open(my $f, '>', "mine/precious$_") } open(my $l, '>', 'mine/.hooks-build-lock');
            symlink($victim, 'link'); $| = 1; print "ready\n";
            while (1) {
                rename('mine', 'hooks-build-attack'); rename('hooks-build-attack', 'mine');
                rename('link', 'hooks-build-attack'); rename('hooks-build-attack', 'link');
                if (chdir 'hooks-build-Abc123/open') { mkdir 'd'; rename('d', 'e'); symlink($victim, 'd'); unlink 'd'; rmdir 'e'; chdir $place; }
            }
            """;
        using var attack = Process.Start(new ProcessStartInfo("setpriv")
        {
            ArgumentList = { "--reuid=65534", "--clear-groups", "perl", "-e", Exchange, place.Path, victim.In("private") },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        try
        {
            attack.StandardOutput.ReadLine().ShouldBe("ready");
            for (var round = 0; round < Rounds; round++)
            {
                if (round % 20 == 0)
                {
                    // Entered by everybody for a moment, as a hook may have made it: whoever is in stays in.
                    var left = place.In(Left);
                    _ = Directory.CreateDirectory(left, Ours | UnixFileMode.OtherExecute);
                    File.SetUnixFileMode(left, Ours | UnixFileMode.OtherExecute);
                    var open = Path.Combine(left, "open");
                    _ = Directory.CreateDirectory(open);
                    File.SetUnixFileMode(open, Ours | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
                    File.WriteAllText(Path.Combine(left, ".hooks-build-lock"), "");
                    Thread.Yield();
                    File.SetUnixFileMode(left, Ours);
                    Directory.SetLastWriteTimeUtc(left, DateTime.UnixEpoch);
                }

                PrivateFolder.Sweep(place.Path);
            }
        }
        finally
        {
            attack.Kill();
            attack.WaitForExit();
        }

        Directory.GetFiles(victim.In("private")).Length.ShouldBe(21);
    }

    private static void Age(string folder) => Directory.SetLastWriteTimeUtc(folder, DateTime.UnixEpoch);

    private static void Unlock(FileStream file)
    {
        const int UnlockAll = 8;
        Hooks.Build.Engine.FileSystem.NativeFolder.Lock((int)file.SafeFileHandle.DangerousGetHandle(), UnlockAll).ShouldBe(0);
    }

    private static string Leave(TempFolder place)
    {
        _ = place.Shell($"mkdir -m 700 {Left}; touch {Left}/.hooks-build-lock");
        return place.In(Left);
    }

    private static void RequireRoot()
    {
        if (Environment.UserName != "root" || !File.Exists("/usr/bin/setpriv") || !File.Exists("/usr/bin/perl"))
        {
            Assert.Inconclusive("Skipped: it needs root, setpriv and perl to act as another user.");
        }
    }
}
