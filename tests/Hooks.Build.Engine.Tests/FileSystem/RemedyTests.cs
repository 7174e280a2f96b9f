using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Numbers of errors are Linux's.")]
public sealed class RemedyTests
{
    [TestMethod]
    [DataRow(28, true, "Free some space there, or set TMPDIR to another folder")]
    [DataRow(122, true, "Free some space there, or set TMPDIR to another folder")]
    [DataRow(5, false, "Free some space there, or set TMPDIR to another folder")]
    [DataRow(5, true, "Set TMPDIR to another folder")]
    [DataRow(24, true, "Raise the limit of open files (ulimit -n)")]
    public void Room_is_asked_for_only_where_there_is_none(int number, bool hasRoom, string remedy) =>
        Remedy.For(new IOException("why", number), hasRoom).ShouldBe(remedy);

    [TestMethod]
    public void The_systems_numbers_are_those_that_exceptions_have()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Inconclusive("there is no device that is full");
        }

        using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Remedy.IsLackOfRoom(Should.Throw<IOException>(() => full.Write("a"u8))).ShouldBeTrue();
    }
}
