using System.Runtime.Versioning;
using System.Security.Cryptography;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Tests.Fakes;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows has no descriptors.")]
[UnsupportedOSPlatform("windows")]
public sealed class DescriptorStreamTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task All_arrives_in_a_pipe_that_holds_less(bool isNonBlocking)
    {
        var bytes = RandomNumberGenerator.GetBytes(1024 * 1024);
        var (read, write) = PosixPipe.Create();
        if (isNonBlocking)
        {
            NonBlocking(write);
        }

        using MemoryStream arrived = new();
        var reading = Task.Run(() =>
        {
            using FileStream pipe = new(new SafeFileHandle(read, ownsHandle: true), FileAccess.Read, bufferSize: 0);
            pipe.CopyTo(arrived);
        });
        using (DescriptorStream stream = new(write))
        {
            stream.Write(bytes);
        }

        _ = Libc.Close(write);
        await reading;
        arrived.ToArray().ShouldBe(bytes);
    }

    [TestMethod]
    public void A_pipe_that_nobody_reads_is_an_error()
    {
        var (read, write) = PosixPipe.Create();
        _ = Libc.Close(read);
        using DescriptorStream stream = new(write);
        _ = Should.Throw<IOException>(() => stream.Write("x"u8));
        _ = Libc.Close(write);
    }

    [TestMethod]
    public void Two_that_write_to_one_file_write_one_after_the_other()
    {
        using TempFolder folder = new();
        var path = Path.Combine(folder.Path, "both");
        using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            var descriptor = (int)file.DangerousGetHandle();
            using DescriptorStream one = new(descriptor);
            using DescriptorStream other = new(descriptor);
            one.Write("a"u8);
            other.Write("b"u8);
            one.Write("c"u8);
        }

        File.ReadAllText(path).ShouldBe("abc");
    }

    private static void NonBlocking(int descriptor)
    {
        const int SetFlags = 4;
        _ = Libc.Control(descriptor, SetFlags, (OperatingSystem.IsMacOS() ? 0x4 : 0x800) | 1);
    }
}
