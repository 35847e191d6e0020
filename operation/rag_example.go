package operation

// The figures that the calculations over ratings are shown with: Oldham Council, Getting to Good: Children's Improvement Programme
// Update, 10 September 2019.

// oldhamActions are the actions of appendix 2.
const oldhamActions = `area,action,lead,start,due,status,polarity,baseline,baseline_date,milestones,actual,actual_date
Standards of Practice,"Practice hub embeds standards, policies and procedures, so that practitioners know what is expected",Director of Children's Social Care,2019-04-01,,awaiting_sign_off,,,,,,
Standards of Practice,Managers' handbook and practice standards in use by every manager,Director of Children's Social Care,2019-04-01,,awaiting_sign_off,,,,,,
Standards of Practice,"Indicators, complaints and feedback analysed and emerging risk audited",Assistant Director of Quality Assurance and Safeguarding,2019-04-01,,in_progress,,,,,,
Standards of Practice,Supervision improved through routine audit,Assistant Director of Quality Assurance and Safeguarding,2019-04-01,2020-03-31,in_progress,,,,,,
Standards of Practice,Supervision monitored and non-compliance followed up,Director of Children's Social Care,2019-04-01,2020-03-31,in_progress,,,,,,
Standards of Practice,Signs of Safety practice model embedded,Director of Children's Social Care,2019-04-01,2021-03-31,in_progress,,,,,,
Practice Improvement,Senior management restructured and new operating model delivered (staff turnover),Chief Executive and Managing Director of Children's Services,2019-04-01,2019-09-30,in_progress,lower,,,2019-09-30:12%,12%,2019-08-31
Practice Improvement,Stockport supports early permanence and care leavers,Managing Director of Children's Services,2019-06-01,2019-12-31,in_progress,,,,,,
Practice Improvement,Quality of assessments (audits judged good or outstanding),Director of Children's Social Care,2019-04-01,2020-09-30,in_progress,higher,,,2019-10-31:55%;2020-06-30:70%;2020-09-30:85%,,
Practice Improvement,Quality of written plans (audits judged good or outstanding),Director of Children's Social Care,2019-04-01,2020-09-30,in_progress,higher,24%,2019-04-01,2019-10-31:55%;2020-06-30:70%;2020-09-30:85%,24%,2019-08-31
Practice Improvement,Assessments and plans for children with disabilities (audits judged good or outstanding),Director of Children's Social Care,2019-04-01,2020-03-31,in_progress,higher,30%,2019-04-01,2019-10-31:55%;2020-01-31:70%;2020-03-31:85%,30%,2019-08-31
Practice Improvement,Service manager for children with disabilities in post,Director of Children's Social Care,2019-04-01,2019-10-31,in_progress,,,,,,
Practice Improvement,Pathway plans timely and of good quality (young people with a plan up to date),Director of Children's Social Care,2019-04-01,2020-06-30,in_progress,higher,,,2020-06-30:100%,53.8%,2019-08-31
Practice Improvement,Staying put offer monitored,Assistant Director of Children in Care,2019-04-01,,in_progress,,,,,,
Practice Improvement,Accommodation for care leavers with housing colleagues,Director of Children's Social Care,,2020-02-29,in_progress,,,,,,
Practice Improvement,Local offer for care leavers launched again,Director of Children's Social Care,,2019-09-30,in_progress,,,,,,
Learning and Development,Learning and development offer launched and delivered,Director of Children's Social Care,2019-06-01,2020-03-31,in_progress,,,,,,
Learning and Development,Practice hub working as a virtual and a physical space,Director of Children's Social Care,2019-09-01,,in_progress,,,,,,
Learning and Development,Research in Practice workshops held,Director of Children's Social Care,2019-04-01,2020-03-31,in_progress,,,,,,
Quality Assurance,Quality assurance framework and yearly programme of audits,Director of Children's Social Care,,,awaiting_sign_off,,,,,,
Quality Assurance,Young inspectors programme,Director of Children's Social Care,2019-09-01,,not_started,,,,,,
Quality Assurance,Tracking for the Public Law Outline (children with a permanency plan at second review),Director of Children's Social Care,,2019-10-31,in_progress,higher,,,2019-10-31:90%,47%,2019-08-31
Quality Assurance,Auditors and moderators share what good looks like,Assistant Director of Quality Assurance and Safeguarding,2019-04-01,,in_progress,,,,,,
Quality Assurance,Remedial actions from audits monitored,Assistant Director of Quality Assurance and Safeguarding,2019-04-01,,in_progress,,,,,,
Quality Assurance,Spotlight clinics and practice weeks,Managing Director of Children's Services,2019-04-01,,in_progress,,,,,,
`

// oldhamKPIs are the indicators that the report prints, each with its place.
const oldhamKPIs = `name,actual,target,floor,previous,polarity,tolerance,source
Plans judged good or outstanding in audit,24%,55%,,,higher,,"Appendix 2, quality of plans: 45 audits; 55% by October 2019"
Plans for children with a disability judged good,30%,55%,,,higher,,"Appendix 2, disabilities: 55% by October 2019"
Permanency plan at the second review,47%,90%,,,higher,,"Appendix 2, Public Law Outline"
Pathway plan up to date,53.8%,100%,,,higher,,"Appendix 2, pathway planning: young people of 15 years 9 months and above"
Staying put with former foster carers,60%,53%,,,higher,,"Appendix 2, pathway planning: held against the statistical neighbours"
Section 47 enquiries that reach a conference,31.4%,36.7%,,,close,,"Appendix 2, assessments: in line with the statistical neighbours"
Managers with supervision training,,100%,,,higher,,"Appendix 2, learning and development: no figure is recorded yet"
Staff turnover,12%,12%,,,lower,,"Appendix 2, senior management"
Average caseload of a social worker,17,18,,21,lower,,Paragraphs 7.1 and 7.2
Social workers with a high caseload,30%,,,50%,lower,,Paragraph 7.3: no target is stated
Cases of a reviewing officer,74,70,,,lower,,Paragraph 7.5: IRO Handbook
Cases of a child protection chair,77,70,,,lower,,Paragraph 7.5
Children on a protection plan,334,,,541,none,,Paragraph 6.3: neither more nor fewer is better
`

// oldhamJuly are the ratings of the plan on 31 July 2019, under the rule of paragraph 5.3.
const oldhamJuly = `area,name,rating
Standards of Practice,"Practice hub embeds standards, policies and procedures, so that practitioners know what is expected",amber
Standards of Practice,Managers' handbook and practice standards in use by every manager,amber
Standards of Practice,"Indicators, complaints and feedback analysed and emerging risk audited",amber
Standards of Practice,Supervision improved through routine audit,amber
Standards of Practice,Supervision monitored and non-compliance followed up,amber
Standards of Practice,Signs of Safety practice model embedded,amber
Practice Improvement,Senior management restructured and new operating model delivered (staff turnover),amber
Practice Improvement,Stockport supports early permanence and care leavers,amber
Practice Improvement,Quality of assessments (audits judged good or outstanding),amber
Practice Improvement,Quality of written plans (audits judged good or outstanding),amber
Practice Improvement,Assessments and plans for children with disabilities (audits judged good or outstanding),amber
Practice Improvement,Service manager for children with disabilities in post,amber
Practice Improvement,Pathway plans timely and of good quality (young people with a plan up to date),amber
Practice Improvement,Staying put offer monitored,amber
Practice Improvement,Accommodation for care leavers with housing colleagues,amber
Practice Improvement,Local offer for care leavers launched again,amber
Learning and Development,Learning and development offer launched and delivered,amber
Learning and Development,Practice hub working as a virtual and a physical space,amber
Learning and Development,Research in Practice workshops held,amber
Quality Assurance,Quality assurance framework and yearly programme of audits,amber
Quality Assurance,Young inspectors programme,unrated
Quality Assurance,Tracking for the Public Law Outline (children with a permanency plan at second review),amber
Quality Assurance,Auditors and moderators share what good looks like,amber
Quality Assurance,Remedial actions from audits monitored,amber
Quality Assurance,Spotlight clinics and practice weeks,amber
`

// oldhamAugust are those of 31 August 2019.
const oldhamAugust = `area,name,rating
Standards of Practice,"Practice hub embeds standards, policies and procedures, so that practitioners know what is expected",amber
Standards of Practice,Managers' handbook and practice standards in use by every manager,amber
Standards of Practice,"Indicators, complaints and feedback analysed and emerging risk audited",amber
Standards of Practice,Supervision improved through routine audit,amber
Standards of Practice,Supervision monitored and non-compliance followed up,amber
Standards of Practice,Signs of Safety practice model embedded,amber
Practice Improvement,Senior management restructured and new operating model delivered (staff turnover),green
Practice Improvement,Stockport supports early permanence and care leavers,amber
Practice Improvement,Quality of assessments (audits judged good or outstanding),amber
Practice Improvement,Quality of written plans (audits judged good or outstanding),red
Practice Improvement,Assessments and plans for children with disabilities (audits judged good or outstanding),red
Practice Improvement,Service manager for children with disabilities in post,amber
Practice Improvement,Pathway plans timely and of good quality (young people with a plan up to date),amber
Practice Improvement,Staying put offer monitored,amber
Practice Improvement,Accommodation for care leavers with housing colleagues,amber
Practice Improvement,Local offer for care leavers launched again,amber
Learning and Development,Learning and development offer launched and delivered,amber
Learning and Development,Practice hub working as a virtual and a physical space,amber
Learning and Development,Research in Practice workshops held,amber
Quality Assurance,Quality assurance framework and yearly programme of audits,amber
Quality Assurance,Young inspectors programme,unrated
Quality Assurance,Tracking for the Public Law Outline (children with a permanency plan at second review),amber
Quality Assurance,Auditors and moderators share what good looks like,amber
Quality Assurance,Remedial actions from audits monitored,amber
Quality Assurance,Spotlight clinics and practice weeks,amber
`
