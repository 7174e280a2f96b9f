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
            ln -s '{outside.Path}' out; ln -s '{outside.In("precious")}' a/out; mkfifo pipe; touch "$(printf '\377')"; touch a/b/c/g; chmod 000 a/b/c; chmod 555 a/b
            """);
        PrivateFolder.Sweep(place.Path);
        Directory.Exists(left).ShouldBeFalse();
        File.Exists(outside.In("precious")).ShouldBeTrue();
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
    [DataRow($"mkdir -m 755 {Left}; touch {Left}/.hooks-build-lock {Left}/f", $"{Left}/f")]
    [DataRow($"mkdir -m 770 {Left}; touch {Left}/.hooks-build-lock {Left}/f", $"{Left}/f")]
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
        _ = place.Shell($"mkdir -m 700 {Left} hooks-build-new000; touch -d '2 days ago' {Left}");
        PrivateFolder.Sweep(place.Path);
        Directory.EnumerateDirectories(place.Path).Select(Path.GetFileName).ShouldBe(["hooks-build-new000"]);
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
    public void Another_users_folder_stays()
    {
        RequireRoot();
        using TempFolder place = new();
        _ = Leave(place);
        _ = place.Shell($"touch {Left}/f; chown 65534 {Left}");
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
        using var attack = Process.Start(new ProcessStartInfo("setpriv") { ArgumentList = { "--reuid=65534", "--clear-groups", "perl", "-e", Exchange, place.Path, victim.In("private") }, RedirectStandardOutput = true, UseShellExecute = false })!;
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
