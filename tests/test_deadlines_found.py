"""Deadline expressions as real texts print them, what each names and when it is due; and what only looks like one."""

import unicodedata
from datetime import date

import pytest

from generator.linking.deadlines import find_deadlines

AS_OF = date(2025, 2, 10)

# text, the words found, kind, last day that complies
DATED = [
    ("Đến ngày 30/6/2025, hoàn thành 50% kế hoạch", "Đến ngày 30/6/2025", "date", "2025-06-30"),
    (
        "Từ tháng 02/2025 đến tháng 10/2025: triển khai thực hiện",
        "Từ tháng 02/2025 đến tháng 10/2025",
        "period",
        "2025-10-31",
    ),
    ("Tổ chức Lễ phát động vào ngày 19/5/2025.", "vào ngày 19/5/2025", "date", "2025-05-19"),
    ("Đến năm 2030, phấn đấu 100% hồ sơ trực tuyến", "Đến năm 2030", "period", "2030-12-31"),
    ("Các đơn vị gửi báo cáo trước ngày 15/6/2025 để tổng hợp.", "trước ngày 15/6/2025", "date", "2025-06-14"),
    ("Sở Nội vụ hoàn thành trước ngày 15-6-2025.", "trước ngày 15-6-2025", "date", "2025-06-14"),
    ("Nộp hồ sơ chậm nhất ngày 15.6.2025.", "chậm nhất ngày 15.6.2025", "date", "2025-06-15"),
    ("Trình Chủ tịch trước ngày 05 tháng 9 năm 2025;", "trước ngày 05 tháng 9 năm 2025", "date", "2025-09-04"),
    (
        "gửi về Sở Tài chính chậm nhất là ngày 20/10/2025 để tổng hợp",
        "chậm nhất là ngày 20/10/2025",
        "date",
        "2025-10-20",
    ),
    ("muộn nhất vào ngày 01/3/2025 phải gửi danh sách", "muộn nhất vào ngày 01/3/2025", "date", "2025-03-01"),
    ("gửi kết quả không muộn hơn ngày 28/02/2025.", "không muộn hơn ngày 28/02/2025", "date", "2025-02-28"),
    ("gửi báo cáo về UBND tỉnh trước 17 giờ 00 ngày 12/6/2025", "trước 17 giờ 00 ngày 12/6/2025", "date", "2025-06-12"),
    ("gửi báo cáo về Sở trước 16h30 ngày 12/6/2025", "trước 16h30 ngày 12/6/2025", "date", "2025-06-12"),
    ("gửi báo cáo về Sở trước 11h30' ngày 12/6/2025", "trước 11h30' ngày 12/6/2025", "date", "2025-06-12"),
    ("gửi báo cáo trước 7 giờ 30’ ngày 12/6/2025", "trước 7 giờ 30’ ngày 12/6/2025", "date", "2025-06-12"),
    ("Nộp trước 0h00' ngày 12/6/2025", "trước 0h00' ngày 12/6/2025", "date", "2025-06-11"),
    ("Hạn cuối nhận bài: 24h00 ngày 30/9/2025.", "24h00 ngày 30/9/2025", "date", "2025-09-30"),
    (
        "Thời gian nhận hồ sơ: từ ngày 01/4 đến 17h00 ngày 30/4/2025.",
        "từ ngày 01/4 đến 17h00 ngày 30/4/2025",
        "period",
        "2025-04-30",
    ),
    ("Sở tổ chức tập huấn từ ngày 05-07/6/2025.", "từ ngày 05-07/6/2025", "period", "2025-06-07"),
    ("Thời hạn: 15/6/25.", "15/6/25", "date", "2025-06-15"),
    ("Thời gian: từ ngày 01 đến ngày 18/11/2025.", "từ ngày 01 đến ngày 18/11/2025", "period", "2025-11-18"),
    ("Thời gian: 15/5 - 15/6/2025.", "15/5 - 15/6/2025", "period", "2025-06-15"),
    ("| Tập huấn | 15-20/4/2025 |", "15-20/4/2025", "period", "2025-04-20"),
    ("Bước 2: Từ 21/3 đến 05/4/2025, rà soát.", "Từ 21/3 đến 05/4/2025", "period", "2025-04-05"),
    ("- Cấp xã: Quý II/2025.", "Quý II/2025", "period", "2025-06-30"),
    ("- 8h00 ngày 24/3/2025: Giám sát tại xã Chiềng Hoa", "8h00 ngày 24/3/2025", "date", "2025-03-24"),
    ("Thời gian, địa điểm: 8h00 ngày 20/3/2025, tại hội trường", "8h00 ngày 20/3/2025", "date", "2025-03-20"),
    ("Lễ ra quân tổ chức lúc 7h00 ngày 22/3/2025", "lúc 7h00 ngày 22/3/2025", "date", "2025-03-22"),
    (
        "Từ nay đến ngày 15/5/2025, các xã, phường hoàn thành việc rà soát.",
        "Từ nay đến ngày 15/5/2025",
        "date",
        "2025-05-15",
    ),
    ("Gửi báo cáo trước ngày30/4/2025.", "trước ngày30/4/2025", "date", "2025-04-29"),
    ("Xong trước: 25/3/2025.", "trước: 25/3/2025", "date", "2025-03-24"),
    ("Gửi trước ngày 30 / 4 / 2025.", "trước ngày 30 / 4 / 2025", "date", "2025-04-29"),
    (
        "Báo cáo sơ kết 6 tháng gửi về Ban Thường trực trước ngày 30/5/2025",
        "trước ngày 30/5/2025",
        "date",
        "2025-05-29",
    ),
    ("Thời gian thực hiện: 2025 - 2027.", "2025 - 2027", "period", "2027-12-31"),
    ("Hoàn thành trước 2025-06-30.", "trước 2025-06-30", "date", "2025-06-29"),
    ("Hoàn thành trong Q.III/2025.", "trong Q.III/2025", "period", "2025-09-30"),
    ("| Sở Y tế | Kế hoạch | Q4/2025 |", "Q4/2025", "period", "2025-12-31"),
    ("Báo cáo 6 tháng gửi trước ngày 10/6/2025.", "trước ngày 10/6/2025", "date", "2025-06-09"),
    ("Sơ kết 6 tháng (gửi trước ngày 10/6/2025).", "trước ngày 10/6/2025", "date", "2025-06-09"),
    ("hoàn thành việc sắp xếp trước 01/7/2025", "trước 01/7/2025", "date", "2025-06-30"),
    ("hoàn thành giải ngân đến hết ngày 31/12/2025", "đến hết ngày 31/12/2025", "date", "2025-12-31"),
    ("hoàn thành trước ngày **30/4/2025**", "trước ngày **30/4/2025", "date", "2025-04-29"),
    ("hoàn thành trước ngày\u00a030/4/2025", "trước ngày\u00a030/4/2025", "date", "2025-04-29"),
    ("phải xong trước ngày 01/3/2028", "trước ngày 01/3/2028", "date", "2028-02-29"),
    ("Báo cáo kết quả về Sở trước ngày 20/6 để tổng hợp.", "trước ngày 20/6", "date", "2025-06-19"),
    ("Thời hạn hoàn thành: 30/9/2025", "30/9/2025", "date", "2025-09-30"),
    ("Từ nay đến hết năm 2026 hoàn thành việc rà soát.", "Từ nay đến hết năm 2026", "period", "2026-12-31"),
    ("Từ nay đến ngày 30/6/2026, tập trung rà soát.", "Từ nay đến ngày 30/6/2026", "date", "2026-06-30"),
    ("Thời gian: ngày 15-16/6/2025.", "ngày 15-16/6/2025", "period", "2025-06-16"),
    ("Tổ chức hội nghị trong các ngày 15 – 16/6/2025.", "trong các ngày 15 – 16/6/2025", "period", "2025-06-16"),
    ("Sở Y tế hoàn thành vào ngày 28-29/02/2028", "vào ngày 28-29/02/2028", "period", "2028-02-29"),
    ("Thời gian hoàn thành: Tháng 9/2025", "Tháng 9/2025", "period", "2025-09-30"),
    ("| Sở Y tế | Kế hoạch | Quý III/2025 |", "Quý III/2025", "period", "2025-09-30"),
    ("| Sở Y tế | Kế hoạch | 9/2025 | |", "9/2025", "period", "2025-09-30"),
    ("| Sở Y tế | Kế hoạch | Trong tháng 02 năm 2028 |", "Trong tháng 02 năm 2028", "period", "2028-02-29"),
    ("Quý 3 năm 2025", "Quý 3 năm 2025", "period", "2025-09-30"),
    ("Năm 2026", "Năm 2026", "period", "2026-12-31"),
    ("Năm 2026 - 2027", "Năm 2026 - 2027", "period", "2027-12-31"),
    ("Giai đoạn 2026 - 2030", "Giai đoạn 2026 - 2030", "period", "2030-12-31"),
    ("Quý III - IV/2025", "Quý III - IV/2025", "period", "2025-12-31"),
    ("Tháng 7-8/2025", "Tháng 7-8/2025", "period", "2025-08-31"),
    ("Hoàn thành trong quý III/2025.", "trong quý III/2025", "period", "2025-09-30"),
    ("Sở Xây dựng trình UBND tỉnh trong quý IV năm 2025.", "trong quý IV năm 2025", "period", "2025-12-31"),
    ("tổ chức hội thi trong 6 tháng cuối năm 2025", "trong 6 tháng cuối năm 2025", "period", "2025-12-31"),
    ("hoàn thành trong 6 tháng đầu năm 2025", "trong 6 tháng đầu năm 2025", "period", "2025-06-30"),
    ("Hoàn thành việc rà soát trong tháng 4.", "trong tháng 4", "period", "2025-04-30"),
    ("trình HĐND tỉnh trước tháng 7/2025", "trước tháng 7/2025", "period", "2025-06-30"),
    ("hoàn thành trước quý IV/2025", "trước quý IV/2025", "period", "2025-09-30"),
    ("Phấn đấu đến hết năm 2025 hoàn thành xóa nhà tạm", "đến hết năm 2025", "period", "2025-12-31"),
    ("Đến hết năm 2025, hoàn thành 100% chỉ tiêu.", "Đến hết năm 2025", "period", "2025-12-31"),
    ("cơ bản hoàn thành vào cuối năm 2025", "vào cuối năm 2025", "period", "2025-12-31"),
    (
        "Thời gian thực hiện: từ ngày 01/3/2025 đến ngày 30/6/2025",
        "từ ngày 01/3/2025 đến ngày 30/6/2025",
        "period",
        "2025-06-30",
    ),
    (
        "Tổ chức Tháng hành động từ ngày 15/4 đến ngày 15/5/2025.",
        "từ ngày 15/4 đến ngày 15/5/2025",
        "period",
        "2025-05-15",
    ),
    (
        "Thời gian thực hiện: Từ tháng 3 đến tháng 10 năm 2025",
        "Từ tháng 3 đến tháng 10 năm 2025",
        "period",
        "2025-10-31",
    ),
]

# text, the words found, kind, rule
RECURRING = [
    (
        "Báo cáo 6 tháng gửi trước ngày 10/6.",
        "Báo cáo 6 tháng gửi trước ngày 10/6",
        "recurring",
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10",
    ),
    (
        "chậm nhất tháng 3, 6, 9 và 12 hằng năm phải rà soát",
        "chậm nhất tháng 3, 6, 9 và 12 hằng năm",
        "recurring",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    ),
    ("ngày 10 và 25 hằng tháng gửi số liệu", "ngày 10 và 25 hằng tháng", "recurring", "FREQ=MONTHLY;BYMONTHDAY=10,25"),
    ("Báo cáo định kỳ: 3 tháng", "định kỳ: 3 tháng", "recurring-nodate", "FREQ=MONTHLY;INTERVAL=3"),
    (
        "chậm nhất là ngày cuối cùng của tháng thứ 3 kể từ ngày kết thúc năm dương lịch",
        "chậm nhất là ngày cuối cùng của tháng thứ 3 kể từ ngày kết thúc năm dương lịch",
        "relative",
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1",
    ),
    (
        "Báo cáo gửi chậm nhất ngày 20 hằng tháng.",
        "chậm nhất ngày 20 hằng tháng",
        "recurring",
        "FREQ=MONTHLY;BYMONTHDAY=20",
    ),
    (
        "thanh toán chậm nhất vào ngày 05 của mỗi tháng",
        "chậm nhất vào ngày 05 của mỗi tháng",
        "recurring",
        "FREQ=MONTHLY;BYMONTHDAY=5",
    ),
    ("báo cáo trước ngày 25 hàng tháng", "trước ngày 25 hàng tháng", "recurring", "FREQ=MONTHLY;BYMONTHDAY=25"),
    (
        "Hằng tháng, trước ngày 25, các xã báo cáo",
        "Hằng tháng, trước ngày 25",
        "recurring",
        "FREQ=MONTHLY;BYMONTHDAY=25",
    ),
    ("báo cáo trước ngày 10 của tháng sau", "trước ngày 10 của tháng sau", "recurring", "FREQ=MONTHLY;BYMONTHDAY=10"),
    (
        "nộp chậm nhất là ngày cuối cùng của tháng đầu quý sau",
        "chậm nhất là ngày cuối cùng của tháng đầu quý sau",
        "recurring",
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=-1",
    ),
    (
        "Báo cáo quý trước ngày 15 của tháng cuối quý",
        "trước ngày 15 của tháng cuối quý",
        "recurring",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15",
    ),
    (
        "gửi trước ngày 05 tháng cuối của quý",
        "trước ngày 05 tháng cuối của quý",
        "recurring",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=5",
    ),
    (
        "gửi chậm nhất ngày 10 tháng đầu tiên của quý tiếp theo",
        "chậm nhất ngày 10 tháng đầu tiên của quý tiếp theo",
        "recurring",
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10",
    ),
    (
        "báo cáo trước ngày 30/9 hằng năm",
        "trước ngày 30/9 hằng năm",
        "recurring",
        "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30",
    ),
    ("trước 30/9 hằng năm báo cáo", "trước 30/9 hằng năm", "recurring", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30"),
    (
        "Báo cáo gửi trước ngày 15/6 và 15/12 hằng năm",
        "trước ngày 15/6 và 15/12 hằng năm",
        "recurring",
        "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
    ),
    (
        "gửi trước ngày 15 tháng 6 và ngày 10 tháng 12 hàng năm",
        "trước ngày 15 tháng 6 và ngày 10 tháng 12 hàng năm",
        "recurring",
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15 + FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10",
    ),
    (
        "chậm nhất ngày 15 của tháng 6 và tháng 12 hằng năm",
        "chậm nhất ngày 15 của tháng 6 và tháng 12 hằng năm",
        "recurring",
        "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
    ),
    (
        "chậm nhất ngày 20 các tháng 3, 6, 9, 12 hằng năm",
        "chậm nhất ngày 20 các tháng 3, 6, 9, 12 hằng năm",
        "recurring",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",
    ),
    (
        "Hằng năm, trước ngày 15 tháng 12, Sở Tư pháp tổng hợp",
        "Hằng năm, trước ngày 15 tháng 12",
        "recurring",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15",
    ),
    (
        "Ủy ban nhân dân cấp xã định kỳ báo cáo trước ngày 01 tháng 12.",
        "định kỳ báo cáo trước ngày 01 tháng 12",
        "recurring",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1",
    ),
    (
        "gửi trước ngày 20 tháng 12 của năm báo cáo",
        "trước ngày 20 tháng 12 của năm báo cáo",
        "recurring",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20",
    ),
    (
        "gửi báo cáo quyết toán trước ngày 15 tháng 02 năm sau",
        "trước ngày 15 tháng 02 năm sau",
        "relative",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=15",
    ),
    (
        "chậm nhất ngày 31 tháng 01 của năm kế tiếp",
        "chậm nhất ngày 31 tháng 01 của năm kế tiếp",
        "relative",
        "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
    ),
    (
        "trước ngày 30/6 của năm tiếp theo",
        "trước ngày 30/6 của năm tiếp theo",
        "relative",
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30",
    ),
    (
        "công bố trong tháng 01 của năm sau",
        "trong tháng 01 của năm sau",
        "relative",
        "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1",
    ),
    (
        "tổ chức hội nghị trong quý I hằng năm",
        "trong quý I hằng năm",
        "recurring",
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1",
    ),
    ("tổ chức vào tháng 11 hằng năm", "vào tháng 11 hằng năm", "recurring", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1"),
    (
        "gửi báo cáo tuần vào thứ Sáu hằng tuần",
        "báo cáo tuần vào thứ Sáu hằng tuần",
        "recurring",
        "FREQ=WEEKLY;BYDAY=FR",
    ),
    ("báo cáo trước 15 giờ thứ Năm hàng tuần", "trước 15 giờ thứ Năm hàng tuần", "recurring", "FREQ=WEEKLY;BYDAY=TH"),
    ("Báo cáo định kỳ hằng tháng", "Báo cáo định kỳ hằng tháng", "recurring-nodate", "FREQ=MONTHLY"),
    (
        "định kỳ 06 tháng, 01 năm báo cáo kết quả",
        "định kỳ 06 tháng, 01 năm",
        "recurring-nodate",
        "FREQ=MONTHLY;INTERVAL=6 + FREQ=YEARLY",
    ),
    (
        "định kỳ hằng quý, 6 tháng và hằng năm báo cáo",
        "định kỳ hằng quý, 6 tháng và hằng năm",
        "recurring-nodate",
        "FREQ=MONTHLY;INTERVAL=3 + FREQ=MONTHLY;INTERVAL=6 + FREQ=YEARLY",
    ),
    (
        "thực hiện chế độ báo cáo tháng, quý, năm theo quy định",
        "báo cáo tháng, quý, năm",
        "recurring-nodate",
        "FREQ=MONTHLY + FREQ=MONTHLY;INTERVAL=3 + FREQ=YEARLY",
    ),
    (
        "báo cáo quý, 6 tháng, 1 năm",
        "báo cáo quý, 6 tháng, 1 năm",
        "recurring-nodate",
        "FREQ=MONTHLY;INTERVAL=3 + FREQ=MONTHLY;INTERVAL=6 + FREQ=YEARLY",
    ),
    ("gửi báo cáo quý về Sở", "báo cáo quý", "recurring-nodate", "FREQ=MONTHLY;INTERVAL=3"),
    ("tổ chức tổng kết năm", "tổng kết năm", "recurring-nodate", "FREQ=YEARLY"),
    ("kiểm tra định kỳ mỗi năm ít nhất một lần", "định kỳ mỗi năm ít nhất một lần", "recurring-nodate", "FREQ=YEARLY"),
    ("tổ chức đối thoại mỗi năm một lần", "mỗi năm một lần", "recurring-nodate", "FREQ=YEARLY"),
    ("họp 06 tháng một lần", "họp 06 tháng một lần", "recurring-nodate", "FREQ=MONTHLY;INTERVAL=6"),
    ("rà soát 02 năm/lần", "02 năm/lần", "recurring-nodate", "FREQ=YEARLY;INTERVAL=2"),
    ("định kỳ 05 năm một lần đánh giá", "định kỳ 05 năm một lần", "recurring-nodate", "FREQ=YEARLY;INTERVAL=5"),
    ("họp giao ban 03 tháng/lần", "giao ban 03 tháng/lần", "recurring-nodate", "FREQ=MONTHLY;INTERVAL=3"),
    ("định kỳ 12 tháng báo cáo", "định kỳ 12 tháng", "recurring-nodate", "FREQ=YEARLY"),
    ("định kỳ hằng tuần báo cáo tiến độ", "định kỳ hằng tuần", "recurring-nodate", "FREQ=WEEKLY"),
    ("Hằng năm, Sở Nội vụ tổ chức kiểm tra.", "Hằng năm", "recurring-nodate", "FREQ=YEARLY"),
    ("Hàng quý, Ban Chỉ đạo họp đánh giá kết quả", "Hàng quý", "recurring-nodate", "FREQ=MONTHLY;INTERVAL=3"),
    ("Hằng năm xây dựng kế hoạch và tổ chức thực hiện", "Hằng năm", "recurring-nodate", "FREQ=YEARLY"),
    ("tổng hợp, báo cáo Chính phủ hằng năm", "hằng năm", "recurring-nodate", "FREQ=YEARLY"),
    ("theo định kỳ hằng năm hoặc đột xuất", "định kỳ hằng năm hoặc đột xuất", "recurring-nodate", "FREQ=YEARLY"),
]

# text, the words found, kind
WITHOUT_A_DAY = [
    (
        "Trong thời hạn 10 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở trả lời",
        "Trong thời hạn 10 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
        "relative",
    ),
    (
        "trong 10 ngày làm việc kể từ ngày nhận được văn bản",
        "trong 10 ngày làm việc kể từ ngày nhận được văn bản",
        "relative",
    ),
    (
        "Chậm nhất 05 ngày làm việc sau khi kết thúc hội nghị, gửi",
        "Chậm nhất 05 ngày làm việc sau khi kết thúc hội nghị",
        "relative",
    ),
    ("báo cáo chậm nhất sau 24 giờ kể từ khi xảy ra sự cố", "chậm nhất sau 24 giờ kể từ khi xảy ra sự cố", "relative"),
    ("Sau 03 ngày kể từ ngày nhận hồ sơ, cơ quan thông báo", "Sau 03 ngày kể từ ngày nhận hồ sơ", "relative"),
    (
        "trong thời hạn 05 (năm) ngày làm việc, Ủy ban nhân dân cấp xã có trách nhiệm xem xét",
        "trong thời hạn 05 (năm) ngày làm việc",
        "relative",
    ),
    ("trong vòng 30 ngày kể từ ngày ký hợp đồng", "trong vòng 30 ngày kể từ ngày ký hợp đồng", "relative"),
    ("thời gian thẩm định không quá 15 ngày làm việc", "không quá 15 ngày làm việc", "relative"),
    (
        "nộp hồ sơ chậm nhất là ngày thứ 10 kể từ ngày phát sinh nghĩa vụ",
        "chậm nhất là ngày thứ 10 kể từ ngày phát sinh nghĩa vụ",
        "relative",
    ),
    (
        "chậm nhất 45 ngày, kể từ ngày kết thúc quý, gửi báo cáo",
        "chậm nhất 45 ngày, kể từ ngày kết thúc quý",
        "relative",
    ),
    ("hoàn thành trong 6 tháng sau khi Luật được ban hành", "trong 6 tháng sau khi Luật được ban hành", "relative"),
    ("Khi có thiên tai, kịp thời báo cáo", "Khi có thiên tai", "event"),
    ("Ngay sau khi kế hoạch được ban hành, các xã triển khai", "Ngay sau khi kế hoạch được ban hành", "event"),
    ("Sau khi Quốc hội thông qua Luật", "Sau khi Quốc hội thông qua Luật", "event"),
    ("Kỳ họp giữa năm 2026", "Kỳ họp giữa năm 2026", "event"),
    ("trình HĐND tỉnh tại kỳ họp thường lệ cuối năm 2025", "tại kỳ họp thường lệ cuối năm 2025", "event"),
    ("Thường xuyên tổ chức các hoạt động", "Thường xuyên", "continuous"),
    ("kiểm tra, giám sát thường xuyên việc thực hiện", "thường xuyên", "continuous"),
    ("| Các xã | Thường xuyên |", "Thường xuyên", "continuous"),
    ("cung cấp thông tin khi có yêu cầu", "khi có yêu cầu", "on-demand"),
    ("báo cáo đột xuất theo yêu cầu của Thường trực", "báo cáo đột xuất theo yêu cầu của Thường trực", "on-demand"),
    ("báo cáo khi được yêu cầu", "khi được yêu cầu", "on-demand"),
    ("báo cáo kịp thời về Ban Chỉ đạo", "kịp thời", "undetermined"),
    ("định kỳ thông tin, báo cáo kết quả", "định kỳ", "undetermined"),
    ("dự kiến cuối tháng 7/2025 tổ chức", "cuối tháng 7/2025", "undetermined"),
    ("Sớm hoàn thành việc kiện toàn", "Sớm", "undetermined"),
    ("hoàn thành trước ngày 31/4/2025", "trước ngày 31/4/2025", "undetermined"),
    ("hoàn thành trước ngày 15/01 để tổng hợp", "trước ngày 15/01", "undetermined"),
    ("gửi trước ngày 20 để tổng hợp", "trước ngày 20", "undetermined"),
    ("tổ chức vào đầu tháng 8/2025", "vào đầu tháng 8/2025", "undetermined"),
    ("kiểm tra 02 lần/năm", "02 lần/năm", "recurring-nodate"),
]

LOOK_ALIKES = [
    "giấy phép hết hạn trước ngày 31 tháng 12 năm 2025",
    "được tiếp tục thực hiện đến hết ngày 31 tháng 12 năm 2025",
    "trường hợp đã nộp hồ sơ trước ngày 01 tháng 7 năm 2025",
    "năm ngân sách kết thúc vào ngày 31 tháng 12 năm dương lịch",
    "mục tiêu tăng trưởng bình quân hằng năm",
    "Sau khi nghe báo cáo của các sở, Chủ tịch kết luận",
    "Hội nghị ngày 15/01/2025 đã thống nhất",
    "kỷ niệm 50 năm Ngày giải phóng miền Nam (30/4/1975 - 30/4/2025)",
    "Nghị định số 93/2021/NĐ-CP ngày 27/10/2021 của Chính phủ",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Sơn La, ngày 15 tháng 02 năm 2025",
    "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2025.",
    "Quyết định này có hiệu lực từ ngày 01/3/2025 đến hết ngày 28/02/2027.",
    "Thông tư số 12/2018/TT-BNV hết hiệu lực trước ngày 01/7/2025.",
    "Nghị định này được áp dụng đến hết ngày 31/12/2026.",
    "Giấy phép có giá trị trong 12 tháng kể từ ngày cấp.",
    "Giấy chứng nhận có thời hạn 05 năm kể từ ngày cấp",
    "hồ sơ được lưu trữ trong thời hạn 10 năm kể từ ngày kết thúc",
    "Số liệu báo cáo tính từ ngày 15 của tháng trước đến ngày 14 của tháng báo cáo",
    "Thời gian chốt số liệu: tính từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14 tháng 12 của kỳ báo cáo",
    "Tính đến ngày 31/12/2024, toàn tỉnh có 120 xã",
    "Trong năm 2024, các cấp đã tổ chức 120 hội nghị",
    "kết quả đạt được trong 6 tháng đầu năm 2024",
    "đối với các dự án đã được phê duyệt trước ngày 01/01/2025",
    "Hồ sơ nộp trước ngày 01/01/2025 thì tiếp tục giải quyết theo quy định cũ",
    "trợ cấp xã hội hằng tháng cho người cao tuổi",
    "mức hỗ trợ mỗi tháng 500.000 đồng",
    "kế hoạch công tác hằng năm của đơn vị",
    "dự toán ngân sách hằng năm được giao",
    "nghỉ phép hằng năm theo quy định",
    "nhiệm vụ thường xuyên của chi bộ",
    "kinh phí chi thường xuyên",
    "trẻ em từ 6 tháng đến 36 tháng tuổi",
    "người từ đủ 18 tuổi trở lên",
    "phạt tù từ 03 năm đến 07 năm",
    "có thời gian công tác từ 05 năm trở lên",
    "xây dựng nông thôn mới giai đoạn 2021 - 2025",
    "Chiến lược phát triển đến năm 2030, tầm nhìn đến năm 2045",
    "nhiệm vụ trọng tâm công tác năm 2025",
    "Phiên họp Chính phủ thường kỳ tháng 5 năm 2025",
    "tổng kết 20 năm thực hiện Ngày hội Đại đoàn kết",
    "năm học 2024 - 2025",
    "nhiệm kỳ 2025 - 2030",
    "từ tháng Giêng đến tháng Chạp",
    "Điều 15 khoản 6 Luật số 15/2025/QH15",
    "đạt tỷ lệ 15/6 số hộ",
    "Điện thoại: 0212.385.2025",
    "khám sức khỏe cho 12/2025 người",
    "Ngày 18/11 hằng năm là ngày truyền thống",
    "Quý khách hàng năm 2025",
    "Địa chỉ: số 12, Q.3/2025, thành phố",
    "Thời hạn sử dụng: 30/9/2025.",
    "Thời gian làm việc tại xã: 30/9/2025",
    "Hội nghị năm trước 10/12 đã nêu",
    "nộp 15/6/85 đồng",
    "Thời gian ký: 10/03/2025 15:30:22 +07:00",
    "| Họ và tên | Năm sinh |\n| Nguyễn Văn A | 1980 |",
    "| Chỉ tiêu | Năm 2025 | Năm 2026 |",
    "Thời gian lấy số liệu: Từ 15/12/2024 đến 14/6/2025.",
    "Thời gian chốt số liệu: ngày 14 hằng tháng.",
    "Báo cáo kết quả thực hiện từ ngày 01/01/2025 đến ngày 31/3/2025 gửi về Ban Thường trực.",
    "Giám sát việc thực hiện Luật Trẻ em từ ngày 01/01/2025 đến ngày 31/3/2025.",
    "Kết quả thực hiện đến ngày 10/3/2025 như sau:",
    "Khen thưởng các cá nhân có thành tích trong 6 tháng đầu năm 2025.",
    "Thời gian thực hiện: Từ quý II/2025.",
    "Mùa khô kéo dài từ tháng 11 năm trước đến tháng 4 năm sau.",
    "Giờ làm việc: từ 13h30 đến 17h00 hằng ngày.",
    "Thời lượng không quá 30 phút.",
    "Thời hạn bảo quản hồ sơ: 20 năm.",
    "Không nộp báo cáo 03 tháng liên tục.",
    "Thời gian giữ chức vụ: từ 01/2020 đến 12/2025.",
]

# A regime of reports: each with its rule, none lost and none taken for another's.
REGIMES = [
    (
        "Gửi báo cáo hằng tháng trước ngày 25, hằng quý trước ngày 20 tháng cuối quý.",
        ["FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"],
    ),
    (
        "Gửi báo cáo hằng tháng vào ngày 25, hằng quý ngày 20 tháng cuối quý.",
        ["FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"],
    ),
    (
        "Báo cáo tháng (trước ngày 20), quý (trước ngày 15 tháng cuối quý), 6 tháng (trước 15/6), năm (trước 15/12).",
        [
            "FREQ=MONTHLY;BYMONTHDAY=20",
            "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15",
            "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15",
        ],
    ),
    (
        "Báo cáo 6 tháng trước ngày 10/6, năm trước ngày 10/12.",
        ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"],
    ),
    (
        "Báo cáo hằng quý: trước ngày 15 của tháng cuối quý; 6 tháng trước 10/6, năm trước 10/12.",
        [
            "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15",
            "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10",
        ],
    ),
    ("Báo cáo hằng tháng (ngày 25).", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
    ("Gửi báo cáo trước ngày 25 tháng 3, 6, 9, 12 hằng năm.", ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"]),
    ("Báo cáo quý (trước ngày 15 của tháng thứ 3 trong quý).", ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"]),
    ("Báo cáo quý gửi trước ngày 15 các tháng 3, 6, 9, 12.", ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"]),
    ("Các ngày 10, 20, 30 hằng tháng nộp báo cáo.", ["FREQ=MONTHLY;BYMONTHDAY=10,20,30"]),
    ("Nộp chậm nhất 25 hàng tháng.", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
    ("Nộp từ ngày 20 - 25 hằng tháng.", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
    ("Dọn vệ sinh vào thứ Ba và thứ Năm hằng tuần.", ["FREQ=WEEKLY;BYDAY=TU,TH"]),
    ("Báo cáo dư luận xã hội hằng tuần gửi trước thứ Năm.", ["FREQ=WEEKLY;BYDAY=TH"]),
    ("Báo cáo tháng gửi về Văn phòng Đảng ủy trước ngày 20 hằng tháng.", ["FREQ=MONTHLY;BYMONTHDAY=20"]),
    ("Gửi báo cáo trước ngày 20 hằng tháng (báo cáo tháng).", ["FREQ=MONTHLY;BYMONTHDAY=20"]),
    ("Hằng năm tổ chức Ngày hội vào ngày 18/11.", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=18"]),
    ("Hằng năm, từ ngày 01/11 đến 18/11, các khu dân cư tổ chức Ngày hội.", ["FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=18"]),
    (
        "Thời gian: Từ tháng 10 năm trước đến tháng 3 năm sau.",
        ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"],
    ),
    ("Báo cáo gửi trước ngày 20 hằng tháng, riêng tháng 6 gửi trước ngày 10.", ["FREQ=MONTHLY;BYMONTHDAY=20", ""]),
]


def _found(text: str) -> list[tuple[str, str, str, str]]:
    return [(m.text, m.kind, m.due.isoformat() if m.due else "", m.rrule) for m in find_deadlines(text, AS_OF)]


@pytest.mark.parametrize(("text", "words", "kind", "due"), DATED)
def test_reads_the_last_day_that_complies(text: str, words: str, kind: str, due: str) -> None:
    assert (words, kind, due, "") in _found(text)
    assert [day for _, _, day, _ in _found(text) if day] == [due]


@pytest.mark.parametrize(("text", "words", "kind", "rule"), RECURRING)
def test_reads_how_often(text: str, words: str, kind: str, rule: str) -> None:
    found = _found(text)
    assert (words, kind, "", rule) in found
    assert [r for *_, r in found if r] == [rule]


@pytest.mark.parametrize(("text", "rules"), REGIMES)
def test_a_regime_of_reports_gives_each_its_own_rule(text: str, rules: list[str]) -> None:
    assert [rule for *_, rule in _found(text)] == rules


@pytest.mark.parametrize(("text", "words", "kind"), WITHOUT_A_DAY)
def test_gives_no_day_where_none_follows(text: str, words: str, kind: str) -> None:
    found = _found(text)
    assert (words, kind, "", "") in found
    assert not any(day or rule for _, _, day, rule in found)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_leaves_alone_what_only_looks_like_a_deadline(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(("text", "words", "kind", "due"), DATED)
def test_reads_decomposed_letters_alike(text: str, words: str, kind: str, due: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert [(unicodedata.normalize("NFC", t), *rest) for t, *rest in _found(apart)] == [
        (t, *r) for t, *r in _found(text)
    ]


@pytest.mark.parametrize(
    ("text", "found", "named", "rrule"),
    [
        (
            "Từ tháng 6 đến tháng 9 hằng năm tổ chức kiểm tra.",
            "Từ tháng 6 đến tháng 9 hằng năm",
            "month 6/month 9",
            "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=-1",
        ),
        (
            "Báo cáo từ ngày 20 đến hết ngày 25 hàng tháng.",
            "từ ngày 20 đến hết ngày 25 hàng tháng",
            "day 20/day 25",
            "FREQ=MONTHLY;BYMONTHDAY=25",
        ),
    ],
)
def test_a_window_that_comes_back_is_one_with_both_its_ends(text: str, found: str, named: str, rrule: str) -> None:
    (mention,) = find_deadlines(text, AS_OF)
    assert (mention.text, mention.kind, mention.named, mention.boundary) == (found, "recurring", named, "window")
    assert (mention.rrule, mention.due) == (rrule, None)


@pytest.mark.parametrize(
    "text",
    [
        "Từ nay đến hết năm 2026 thời tiết còn diễn biến phức tạp.",
        "Số liệu tính từ ngày 15 đến ngày 25 hằng tháng",
        "Thời gian: ngày 16-15/6/2025",
    ],
)
def test_what_only_looks_like_a_window_sets_nothing(text: str) -> None:
    assert find_deadlines(text, AS_OF) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức vào ngày 10/3 âm lịch (Giỗ Tổ Hùng Vương).",
        "Nộp trước ngày 15/7 (âm lịch).",
        "Hoàn thành trước ngày 25/12 ÂL.",
        "Tổ chức ngày 10 tháng 3 âm lịch năm 2026.",
        "Từ ngày 01/4 âm lịch đến ngày 30/4 âm lịch năm 2026.",
        "Hoàn thành trước ngày 23 tháng Chạp.",
        "Trong 6 tháng đầu năm 2026, Mặt trận các cấp đã vận động được 2 tỷ đồng.",
        "Trong quý I/2026, toàn tỉnh đã xây dựng 120 nhà Đại đoàn kết.",
        "Đến 17h00 ngày 15/01/2026, UBND xã chưa nhận được báo cáo của 03 thôn.",
        "Số liệu báo cáo tính từ ngày 15/12/2025 đến ngày 14/6/2026.",
        "Báo cáo trước ngày làm việc đầu tiên của tháng 02/2026.",
    ],
)
def test_no_day_of_ours_is_read_where_none_is_set(text: str) -> None:
    assert [mention.due for mention in find_deadlines(text, date(2026, 1, 10)) if mention.due] == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Thời gian: Quý 3, 4/2026.", ["2026-09-30", "2026-12-31"]),
        ("Thời gian: quý 1, 2, 3/2026.", ["2026-03-31", "2026-06-30", "2026-09-30"]),
        ("Thực hiện trong quý III và IV/2026.", ["2026-09-30", "2026-12-31"]),
        ("Hoàn thành trước ngày 15/6 năm2027.", ["2027-06-14"]),
        ("Hoàn thành trong tháng 6 năm2027.", ["2027-06-30"]),
        ("Trong quý I/2026, hoàn thành các nhiệm vụ đã giao.", ["2026-03-31"]),
        ("Hoàn thành trong quý I/2026, đã được phê duyệt.", ["2026-03-31"]),
        ("Báo cáo trước ngày 15/6/2026, đã nêu trên.", ["2026-06-14"]),
    ],
)
def test_what_is_listed_or_glued_has_its_own_day(text: str, due: list[str]) -> None:
    found = find_deadlines(text, date(2026, 1, 10))
    assert [mention.due.isoformat() for mention in found if mention.due] == due


@pytest.mark.parametrize("which", ["cuối cùng", "đầu tiên", "thứ 5"])
@pytest.mark.parametrize("of", ["tháng", "quý", "tháng 02/2026", "mỗi tháng", "năm"])
def test_a_working_day_of_a_period_is_read_without_a_day(which: str, of: str) -> None:
    found = find_deadlines(f"Nộp vào ngày làm việc {which} của {of}.", date(2026, 1, 10))
    assert all(mention.due is None and "BYMONTHDAY" not in mention.rrule for mention in found)
